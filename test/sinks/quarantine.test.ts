import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as assert from "uvu/assert";
import type { Word } from "../../src/model/word.ts";
import type { Refused } from "../../src/sinks/influx/outcome.ts";
import { Quarantine, type QuarantineOptions } from "../../src/sinks/quarantine.ts";
import { describe } from "../kit/suite.ts";

const moment = Date.UTC(2026, 0, 2, 3, 4, 5, 6);

const refusedOf = (...lines: readonly string[]): Refused[] => [
  {
    nature: "poison",
    status: 400,
    reason: "missing fields",
    text: new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")),
    lines: lines.length,
  },
];

describe("the quarantine file", (test) => {
  let folder = "";
  test.before(() => {
    folder = mkdtempSync(join(tmpdir(), "whoflux-quarantine-"));
  });
  test.after(() => rmSync(folder, { recursive: true, force: true }));

  const words: Word[] = [];
  const open = (name: string, more: Partial<QuarantineOptions> = {}): Quarantine => {
    words.length = 0;
    return new Quarantine({ path: join(folder, name), now: () => moment, say: (word) => words.push(word), ...more });
  };
  const rowsOf = (name: string): { line: string; [key: string]: unknown }[] =>
    readFileSync(join(folder, name), "utf8")
      .split("\n")
      .slice(0, -1)
      .map((row) => JSON.parse(row));
  const linesOf = (name: string): string[] => rowsOf(name).map(({ line }) => line);

  test("has a row for every line, with time, server and reason, and is the owner's alone", () => {
    const quarantine = open("q.jsonl");
    quarantine.add(refusedOf("a b", 'm v="x'), "InfluxDB 1.6.7 at http://h");
    assert.equal(rowsOf("q.jsonl"), [
      {
        time: "2026-01-02T03:04:05.006Z",
        server: "InfluxDB 1.6.7 at http://h",
        nature: "poison",
        status: 400,
        reason: "missing fields",
        line: "a b",
      },
      {
        time: "2026-01-02T03:04:05.006Z",
        server: "InfluxDB 1.6.7 at http://h",
        nature: "poison",
        status: 400,
        reason: "missing fields",
        line: 'm v="x',
      },
    ]);
    if (process.platform !== "win32") assert.is(statSync(join(folder, "q.jsonl")).mode & 0o777, 0o600);
    quarantine.close();
    const again = open("q.jsonl");
    again.add(refusedOf("c"), "VictoriaMetrics");
    again.close();
    assert.equal([linesOf("q.jsonl"), words], [["a b", 'm v="x', "c"], []]);
  });

  test("is not made for nothing", () => {
    const quarantine = open("none.jsonl");
    quarantine.add([], "InfluxDB");
    quarantine.close();
    assert.not.ok(existsSync(join(folder, "none.jsonl")));
  });

  test("loses a row that a crash cut short, and says so", () => {
    const quarantine = open("torn.jsonl");
    quarantine.add(refusedOf("a"), "InfluxDB");
    quarantine.close();
    appendFileSync(join(folder, "torn.jsonl"), '{"time":"2026-01-02T03:04:05.006Z","serv');
    const again = open("torn.jsonl");
    again.add(refusedOf("b"), "InfluxDB");
    again.close();
    assert.equal(linesOf("torn.jsonl"), ["a", "b"]);
    assert.match(words[0]?.text ?? "", /cut off 40 bytes/);
  });

  test("becomes the older one when it is full; the lines of the one before are counted and said", () => {
    const quarantine = open("full.jsonl", { maxBytes: 1000 });
    for (let index = 0; index < 30; index += 1) quarantine.add(refusedOf(`line ${index}`), "InfluxDB");
    quarantine.close();
    const kept = [...linesOf("full.jsonl.1"), ...linesOf("full.jsonl")];
    assert.ok(statSync(join(folder, "full.jsonl")).size <= 1000);
    assert.ok(statSync(join(folder, "full.jsonl.1")).size <= 1000);
    const told = words.map(({ text }) => Number(/full\.jsonl\.1: (\d+) refused lines made room/.exec(text)?.[1]));
    const dropped = told.reduce((sum, lines) => sum + lines, 0);
    assert.ok(dropped > 0);
    assert.equal(
      kept,
      Array.from({ length: 30 - dropped }, (_, index) => `line ${dropped + index}`),
    );
  });

  test("is made anew when somebody has removed it or put it away", () => {
    const quarantine = open("away.jsonl");
    quarantine.add(refusedOf("a"), "InfluxDB");
    renameSync(join(folder, "away.jsonl"), join(folder, "looked-at.jsonl"));
    quarantine.add(refusedOf("b"), "InfluxDB");
    rmSync(join(folder, "away.jsonl"));
    quarantine.add(refusedOf("c"), "InfluxDB");
    quarantine.close();
    assert.equal([linesOf("looked-at.jsonl"), linesOf("away.jsonl")], [["a"], ["c"]]);
  });

  test("takes more at once than it is to hold, rather than lose it", () => {
    const quarantine = open("large.jsonl", { maxBytes: 100 });
    quarantine.add(refusedOf("a", "b", "c"), "InfluxDB");
    quarantine.close();
    assert.equal(linesOf("large.jsonl"), ["a", "b", "c"]);
  });

  test("that cannot be written is said with its path", () => {
    writeFileSync(join(folder, "file"), "");
    mkdirSync(join(folder, "folder"));
    for (const name of ["file/q.jsonl", "folder", "not/there/q.jsonl"]) {
      const quarantine = open(name);
      assert.throws(
        () => quarantine.add(refusedOf("a"), "InfluxDB"),
        (error: Error) => error.message.startsWith(`${join(folder, name)}: refused lines cannot be kept`),
      );
      quarantine.close();
    }
  });

  if (process.platform !== "win32") {
    test("is not written through a link that somebody laid", () => {
      const target = join(folder, "precious");
      writeFileSync(target, "precious\n");
      symlinkSync(target, join(folder, "link.jsonl"));
      const quarantine = open("link.jsonl");
      assert.throws(() => quarantine.add(refusedOf("a"), "InfluxDB"), /cannot be kept/);
      assert.is(readFileSync(target, "utf8"), "precious\n");
    });
  }

  test("that is a device is no place for lines", () => {
    const full = new Quarantine({ path: "/dev/null", now: () => moment, say: () => undefined });
    assert.throws(() => full.add(refusedOf("b"), "InfluxDB"), /cannot be kept/);
  });

  if (process.platform !== "win32" && process.getuid?.() !== 0) {
    test("in a folder that cannot be written is said", () => {
      const closed = join(folder, "closed");
      mkdirSync(closed);
      chmodSync(closed, 0o500);
      assert.throws(() => open("closed/q.jsonl").add(refusedOf("a"), "InfluxDB"), /cannot be kept/);
      chmodSync(closed, 0o700);
    });
  }
});
