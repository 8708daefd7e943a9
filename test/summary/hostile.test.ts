import { parse } from "csv-parse/sync";
import * as assert from "uvu/assert";
import { unescapeText } from "../../src/model/escape.ts";
import { summaryEntity } from "../../src/model/summary-entity.ts";
import { file } from "../commands/login-files.ts";
import { whoflux } from "../kit/cli.ts";
import { bytesOf, hostileTexts } from "../kit/hostile.ts";
import { influxqlKeywords } from "../kit/influxql-keywords.ts";
import { parseLineProtocol } from "../kit/line-protocol.ts";
import { describe } from "../kit/suite.ts";
import { writeRecords } from "../kit/utmp-writer.ts";

const USER_BYTES = 32;
const START = 1_767_225_600_000_000;

/** As a file tells it: no longer than the field, nothing behind a NUL. */
function asUser(text: string | Uint8Array): Buffer {
  const bytes = Buffer.from(bytesOf(text)).subarray(0, USER_BYTES);
  const nul = bytes.indexOf(0);
  return nul < 0 ? bytes : bytes.subarray(0, nul);
}

/** How often each user tried, by hex of the name. */
const tries = new Map<string, number>();
const users = hostileTexts.map(([, text]) => asUser(text)).filter((user) => user.length > 0);
for (const user of users) tries.set(user.toString("hex"), (tries.get(user.toString("hex")) ?? 0) + 1);

const path = file(
  "btmp",
  writeRecords(
    "linux-384-le",
    users.map((user, second) => ({
      type: "LOGIN_PROCESS",
      line: "ssh:notty",
      user,
      host: user,
      time: START + second * 1_000_000,
    })),
  ),
);

function summary(format: string): string {
  const { status, stdout } = whoflux(["read", "--as", "summary", "--top", "all", "--format", format, path]);
  assert.is(status, 0);
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(stdout, "latin1"));
}

/** Values with their counts, as they stand in a format, against the truth. */
function compare(rows: readonly (readonly [by: string, value: string, count: number])[]): void {
  for (const part of ["user", "source"]) {
    const found = rows
      .filter(([by]) => by === part)
      .map(([, value, count]) => [Buffer.from(unescapeText(value)).toString("hex"), count]);
    assert.equal(found.sort(), [...tries].sort(), part);
  }
}

describe("names of attackers in a summary", (test) => {
  test("come back from JSON Lines as they were", () => {
    const rows = summary("jsonl")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    compare(rows.map(({ by, value, count }) => [by, value, count]));
  });

  test("come back from JSON as they were", () => {
    const rows: { by: string; value: string; count: number }[] = JSON.parse(summary("json"));
    compare(rows.map(({ by, value, count }) => [by, value, count]));
  });

  test("come back from CSV as they were", () => {
    const rows: Record<string, string>[] = parse(summary("csv"), { columns: true });
    compare(rows.map(({ by = "", value = "", count }) => [by, value.replace(/^'/, ""), Number(count)]));
  });

  test("come back from line protocol as they were, as values of fields and never as tags", () => {
    const points = parseLineProtocol(summary("line-protocol"));
    compare(
      points.map(({ tags, fields }) => [
        tags.get("counted_by") ?? "",
        String(fields.get("value")),
        Number(fields.get("count")),
      ]),
    );
    for (const { measurement, tags } of points) {
      assert.is(measurement, "logon_count");
      assert.match([...tags].join(" "), /^counted_by,(total|(user|source|line|hour) rank,\d+)$/);
    }
  });

  test("forge no line of a table", () => {
    const lines = summary("table").split("\n");
    const parts = [2, ...[tries.size, tries.size, 1, 1].map((rows) => rows + 2)];
    assert.is(lines.length, parts.reduce((sum, rows) => sum + rows, 0) + 1);
  });
});

describe("a summary in line protocol", (test) => {
  const points = parseLineProtocol(summary("line-protocol"));

  test("is one point for each tag set, all at the last login", () => {
    const identities = points.map(({ tags }) => [...tags].join(" "));
    assert.is(new Set(identities).size, points.length);
    const last = BigInt(START + (users.length - 1) * 1_000_000) * 1000n;
    for (const { timestamp } of points) assert.is(timestamp, last);
  });

  test("is the same from run to run", () => assert.is(summary("line-protocol"), summary("line-protocol")));

  test("has no key that InfluxQL takes for its own", () => {
    for (const { key } of [...summaryEntity.tags, ...summaryEntity.lineFields])
      assert.not.ok(influxqlKeywords.has(key.toUpperCase()), key);
  });

  test("stands at the last login that it can write, where a damaged record has a time beyond", () => {
    const records = [START, 2 ** 62].map((time) => ({ type: "LOGIN_PROCESS" as const, user: "root", time }));
    const damaged = file("far-btmp", writeRecords("linux-400-le", records));
    const { stdout } = whoflux(["read", "--as", "summary", "--layout", "linux-400-le", "-f", "line-protocol", damaged]);
    const times = parseLineProtocol(stdout).map(({ timestamp }) => timestamp);
    assert.equal([...new Set(times)], [BigInt(START) * 1000n]);
    assert.is(times.length, 6);
  });
});
