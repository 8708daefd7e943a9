import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { file, wtmp } from "../commands/login-files.ts";
import { whoflux } from "../kit/cli.ts";
import { compareGolden } from "../kit/golden.ts";
import { fixturesFolder, readHistory } from "../kit/history.ts";
import { describe } from "../kit/suite.ts";
import { type WriterRecord, writeRecords } from "../kit/utmp-writer.ts";

/** A row as JSON Lines show it. */
interface Row {
  readonly by: string;
  readonly rank?: number;
  readonly value?: string;
  readonly count: number;
  readonly succeeded: number;
  readonly failed: number;
}

const fixture = (name: string): string => fileURLToPath(new URL(name, fixturesFolder));

function summary(...args: readonly string[]): Row[] {
  const { status, stdout, stderr } = whoflux(["read", "--as", "summary", "--format", "jsonl", ...args]);
  assert.is(status, 0, stderr);
  return stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

const shown = (rows: readonly Row[], by: string): (string | number | undefined)[][] =>
  rows.filter((row) => row.by === by).map(({ rank, value, succeeded, failed }) => [rank, value, succeeded, failed]);

describe("whoflux read --as summary", (test) => {
  const attack = (user: string, host: string, minute: number): WriterRecord => ({
    type: "LOGIN_PROCESS",
    line: "ssh:notty",
    user,
    host,
    time: 1_767_225_600_000_000 + minute * 60_000_000,
  });
  const btmp = file(
    "btmp",
    writeRecords("linux-384-le", [
      attack("root", "192.0.2.66", 0),
      attack("root", "192.0.2.66", 1),
      attack("alice", "198.51.100.9", 59),
      attack("bob", "192.0.2.66", 61),
      attack("", "198.51.100.9", 62),
    ]),
  );
  const history = file("wtmp", wtmp(3));

  test("shows a table of each part, as the golden files have it", () => {
    const files = [fixture("linux/amd64.wtmp"), fixture("linux/amd64.btmp")];
    for (const format of ["table", "csv", "jsonl", "line-protocol"]) {
      const args = ["read", "--as", "summary", "--top", "5", "--host", "web1", "--format", format, ...files];
      const { status, stdout } = whoflux(args);
      assert.is(status, 0);
      compareGolden(`summary/amd64.${format}.txt`, Buffer.from(stdout, "latin1").toString());
    }
  });

  test("puts logins and failed logins of several files into one count", () => {
    const rows = summary(btmp, history);
    assert.equal(shown(rows, "total"), [[undefined, undefined, 3, 5]]);
    assert.equal(shown(rows, "user"), [
      [1, "alice", 3, 1],
      [2, "root", 0, 2],
      [3, undefined, 0, 1],
      [4, "bob", 0, 1],
    ]);
    assert.equal(shown(rows, "source"), [
      [1, "192.0.2.66", 0, 3],
      [2, "192.0.2.7", 3, 0],
      [3, "198.51.100.9", 0, 2],
    ]);
    assert.equal(shown(rows, "line"), [
      [1, "ssh:notty", 0, 5],
      [2, "pts/0", 3, 0],
    ]);
    assert.equal(shown(rows, "hour"), [
      [1, "2026-01-01T00:00Z", 3, 3],
      [2, "2026-01-01T01:00Z", 0, 2],
    ]);
  });

  test("counts what is selected", () => {
    assert.equal(shown(summary("--user", "root", btmp), "total"), [[undefined, undefined, 0, 2]]);
    assert.equal(shown(summary("--from", "198.51.100.0/24", btmp), "user"), [
      [1, undefined, 0, 1],
      [2, "alice", 0, 1],
    ]);
    assert.equal(shown(summary("--since", "2026-01-01T01:00Z", btmp), "total"), [[undefined, undefined, 0, 2]]);
    assert.equal(shown(summary("--type", "7", btmp, history), "total"), [[undefined, undefined, 3, 0]]);
  });

  test("tells files of failed logins by their records where the name does not", () => {
    const { stdout } = whoflux(["read", "--as", "summary", "--format", "jsonl", "-"], {
      input: writeRecords("linux-384-le", [attack("root", "192.0.2.66", 0)]),
    });
    assert.equal(JSON.parse(stdout.split("\n")[0] ?? "").failed, 1);
  });

  test("counts lastlog's logins, faillog's failures and the stays of wtmpdb", () => {
    const total = (name: string): unknown => shown(summary(fixture(name)), "total")[0]?.slice(2);
    const { lastlog, faillog } = readHistory();
    assert.equal(total("linux/amd64.lastlog"), [lastlog.length, 0]);
    assert.equal(total("linux/amd64.faillog"), [
      0,
      faillog.reduce((sum, { count = 0 }) => sum + Math.max(0, count), 0),
    ]);
    assert.equal(total("wtmpdb/wtmp.db"), [6, 0]);
    assert.equal(total("lastlog2/lastlog2.db"), [3, 0]);
  });

  test("shows as many values as --top asks for, and all hours in the order of time", () => {
    const busier = file(
      "busier-btmp",
      writeRecords(
        "linux-384-le",
        [61, 1, 62, 63].map((m) => attack("root", "x", m)),
      ),
    );
    assert.equal(shown(summary("--top", "1", btmp), "user"), [[1, "root", 0, 2]]);
    assert.equal(
      shown(summary("--top", "1", busier), "hour").map(([rank, hour]) => [rank, hour]),
      [[1, "2026-01-01T01:00Z"]],
    );
    assert.equal(
      shown(summary("--top", "all", busier), "hour").map(([rank, hour]) => [rank, hour]),
      [
        [2, "2026-01-01T00:00Z"],
        [1, "2026-01-01T01:00Z"],
      ],
    );
  });

  test("shows ten values of each part unless told otherwise", () => {
    const many = Array.from({ length: 30 }, (_, index) => attack(`user${index}`, `host${index}`, index * 60));
    const path = file("many-btmp", writeRecords("linux-384-le", many));
    const lengths = (...args: string[]): number[] =>
      ["user", "source", "line", "hour"].map((by) => shown(summary(...args, path), by).length);
    assert.equal(lengths(), [10, 10, 1, 10]);
    assert.equal(lengths("--top", "all"), [30, 30, 1, 30]);
  });

  test("of nothing is a total of nothing", () => {
    const nothing = file("nothing-btmp", new Uint8Array());
    assert.equal(shown(summary(nothing), "total"), [[undefined, undefined, 0, 0]]);
    assert.is(summary(nothing).length, 1);
    const { stdout } = whoflux(["read", "--as", "summary", "--format", "line-protocol", nothing]);
    assert.is(stdout, "");
  });

  test("refuses options that mean nothing here", () => {
    const refused = (...args: string[]): string => {
      const { status, stdout, stderr } = whoflux(["read", ...args, btmp]);
      assert.equal([status, stdout], [2, ""]);
      return stderr;
    };
    assert.match(refused("--as", "summary", "--top", "0"), /`--top` is no number of rows/);
    assert.match(refused("--as", "summary", "--top", "many"), /expected 1, 2, 3 … or all, found many/);
    assert.match(refused("--top", "3"), /`--top` is for a summary; add `--as summary`/);
    assert.match(refused("--as", "summary", "--format", "utmpdump"), /records only/);
  });
});
