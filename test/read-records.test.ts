import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { type LoginRecord, readRecords, type SkipReport, unescapeText, WhofluxError } from "../src/index.ts";
import { whoflux } from "./kit/cli.ts";
import { describe } from "./kit/suite.ts";
import { concatBytes, writeRecords } from "./kit/utmp-writer.ts";

const folder = mkdtempSync(join(tmpdir(), "whoflux-test-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

async function all(records: AsyncIterable<LoginRecord>): Promise<LoginRecord[]> {
  const found: LoginRecord[] = [];
  for await (const record of records) found.push(record);
  return found;
}

describe("readRecords", (test) => {
  for (const name of [
    "linux/amd64.wtmp",
    "linux/s390x.wtmp",
    "linux/amd64.lastlog",
    "wtmpdb/wtmp.db",
    "freebsd/utx.log",
    "macos/utmpx",
  ]) {
    test(`gives the objects of ${name} that --format jsonl prints`, async () => {
      const printed = whoflux(["read", "-f", "jsonl", fixture(name)]).stdout;
      const lines = Buffer.from(printed, "latin1")
        .toString()
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line));
      const objects = await all(readRecords(fixture(name)));
      assert.ok(lines.length > 1);
      assert.equal(objects.map(asJson), lines);
      assert.ok(objects.every((record) => record.path === fixture(name)));
    });
  }

  test("text fields give their bytes back", async () => {
    const user = Uint8Array.of(0x1b, 0x5c, 0xff, 0x41);
    const path = join(folder, "bytes");
    writeFileSync(
      path,
      writeRecords("linux-384-le", [{ type: "USER_PROCESS", line: "pts/0", user, time: 1_767_225_600_000_000 }]),
    );
    const [record] = await all(readRecords(path));
    assert.is(record?.user, "\\x1b\\x5c\\xffA");
    assert.equal(new Uint8Array(unescapeText(record?.user ?? "")), user);
  });

  test("selects as the command does, from the clock it is given", async () => {
    const records = await all(readRecords(fixture("linux/amd64.wtmp"), { user: ["alice"], type: ["USER_PROCESS"] }));
    assert.ok(records.length > 0 && records.every(({ user, type }) => user === "alice" && type === "USER_PROCESS"));
    const since = async (year: number): Promise<number> =>
      (await all(readRecords(fixture("linux/amd64.wtmp"), { since: "today", now: Date.UTC(year, 0, 1) }))).length;
    assert.ok((await since(1999)) > 0);
    assert.is(await since(2400), 0);
  });

  test("takes a single value where it takes a list", async () => {
    const path = fixture("linux/amd64.wtmp");
    const one = await all(readRecords(path, { user: "alice", type: "USER_PROCESS" }));
    assert.equal(one, await all(readRecords(path, { user: ["alice"], type: ["USER_PROCESS"] })));
  });

  test("tells of what it skips, and goes on", async () => {
    const whole = writeRecords(
      "linux-384-le",
      Array.from({ length: 4 }, (_, pid) => ({
        type: "USER_PROCESS",
        pid,
        line: "tty1",
        user: "x",
        time: 1_767_225_600_000_000,
      })),
    );
    const path = join(folder, "torn");
    writeFileSync(path, concatBytes([whole.subarray(0, 500), whole.subarray(768)]));
    const skips: SkipReport[] = [];
    const records = await all(readRecords(path, { onSkip: (skip) => skips.push(skip) }));
    assert.equal(
      records.map(({ pid }) => pid),
      [0, 2, 3],
    );
    assert.equal(
      skips.map(({ start, end }) => [start, end]),
      [[384n, 500n]],
    );
  });

  test("throws for a file that cannot be read, unless onError takes it", async () => {
    const absent = join(folder, "absent");
    const error = await all(readRecords(absent)).catch((reason: unknown) => reason);
    assert.instance(error, WhofluxError);
    assert.is((error as WhofluxError).code, "E_SOURCE");
    const errors: WhofluxError[] = [];
    const records = await all(
      readRecords([absent, fixture("linux/amd64.btmp")], { onError: (each) => errors.push(each) }),
    );
    assert.is(errors.length, 1);
    assert.is(records.length, 8);
  });

  test("throws E_USAGE for a wrong option before it opens anything", async () => {
    for (const options of [{ layout: "vax" }, { since: "soonish" }, { type: ["NOBODY"] }]) {
      const error = await all(readRecords(join(folder, "absent"), options)).catch((reason: unknown) => reason);
      assert.is((error as WhofluxError).code, "E_USAGE");
    }
  });

  test("several readings at once do not disturb each other", async () => {
    const [a, b] = await Promise.all([
      all(readRecords(fixture("linux/amd64.wtmp"))),
      all(readRecords(fixture("linux/arm64.wtmp"))),
    ]);
    assert.equal(
      a?.map(({ time, user }) => [time, user]),
      b?.map(({ time, user }) => [time, user]),
    );
  });

  test("a loop that is left early closes the file", async () => {
    for await (const record of readRecords(fixture("linux/amd64.wtmp"))) {
      assert.ok(record.layout);
      break;
    }
  });
});

function asJson({ path, ...record }: LoginRecord): Record<string, unknown> {
  const iso = (time: bigint): string =>
    `${new Date(Number(time / 1000n)).toISOString().slice(0, 19)}.${String(time % 1_000_000n).padStart(6, "0")}Z`;
  return {
    ...record,
    ...(record.time === undefined ? {} : { time: iso(record.time) }),
    ...(record.logout_time === undefined ? {} : { logout_time: iso(record.logout_time) }),
  };
}
