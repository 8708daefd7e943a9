import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { escapeText, unescapeText } from "../../../src/model/escape.ts";
import type { LogonEventCells } from "../../../src/model/logon.ts";
import { bytesOf, cellBytes, hostileTexts } from "../../kit/hostile.ts";
import { identityOf, parseLineProtocol } from "../../kit/line-protocol.ts";
import { describe } from "../../kit/suite.ts";
import { writeCar, writeEvents, writeOssem, writeSessions } from "./written.ts";

type Row = Readonly<Record<string, unknown>>;

/** Fields that a stranger writes: in a failed login all of them. */
const texts = ["username", "domain", "src_host", "line", "logon_process_name", "reason"] as const;

function event(cell: Uint8Array, time: bigint): LogonEventCells {
  const mine = Object.fromEntries(texts.map((name) => [name, cell]));
  const fixed = { time, action: "login", login_successful: 0, login_type: "remote", event_id: 4625 };
  return { ...fixed, ...mine, host: cell, account: escapeText(cell), uid: cell, session: cell, logon_type: "Network" };
}

const plain: LogonEventCells = { time: 1n, action: "lock", username: "alice", account: "LAB\\alice", host: "pc" };

const back = (text: unknown): Uint8Array => unescapeText(String(text ?? ""));
const jsonOf = (text: string): Row[] =>
  text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Row);

/** Takes the apostrophe away that keeps a spreadsheet from running a cell. */
const fromCsv = (text = ""): string => (text.startsWith("'") ? text.slice(1) : text);

function checkEvents(cells: readonly Uint8Array[]): void {
  const rows = cells.flatMap((cell, index) => [event(cell, BigInt(index) * 2_000_000n), plain]);
  const json = jsonOf(writeEvents("jsonl", rows).text);
  const csv: Record<string, string>[] = parse(writeEvents("csv", rows).text, { columns: true, record_delimiter: "\n" });
  const points = parseLineProtocol(writeEvents("line-protocol", rows).text);
  const car = jsonOf(writeCar("car", rows).text);
  assert.equal([json.length, csv.length, car.length], [rows.length, rows.length, rows.length]);
  // The plain ones have no field, only tags: no points.
  assert.is(points.length, cells.length);
  assert.is(new Set(points.map(identityOf)).size, points.length);
  for (const [index, cell] of cells.entries()) {
    const point = points[index];
    for (const name of [...texts, "host", "uid", "session"]) {
      assert.equal(back(json[index * 2]?.[name]), cell, `JSON ${name}`);
      assert.equal(back(fromCsv(csv[index * 2]?.[name])), cell, `CSV ${name}`);
      assert.equal(back(point?.tags.get(name) ?? point?.fields.get(name)), cell, `line protocol ${name}`);
    }
    for (const name of ["user", "hostname", "uid"]) assert.equal(back(car[index * 2]?.[name]), cell, `CAR ${name}`);
    assert.equal(json[index * 2 + 1]?.username, "alice");
    assert.equal(car[index * 2 + 1]?.user, "LAB\\alice");
  }
}

describe("hostile texts in rows of Windows", (test) => {
  for (const [name, text] of hostileTexts) {
    test(`${name}: every reader gets it back, and its neighbours untouched`, () => checkEvents([bytesOf(text)]));
  }

  test("any bytes come back from every field", () => {
    void fc.assert(
      fc.property(
        fc.array(
          cellBytes.map((cell) => Uint8Array.from(cell)),
          { minLength: 1, maxLength: 8 },
        ),
        checkEvents,
      ),
      { numRuns: 60 },
    );
  });

  test("sessions and OSSEM's objects escape alike", () => {
    for (const [name, text] of hostileTexts) {
      const cell = bytesOf(text);
      const session = { login_time: 5_000_001n, username: cell, domain: cell, line: cell, host: cell, session: cell };
      const [point] = parseLineProtocol(writeSessions("line-protocol", [session]).text);
      for (const tag of ["username", "domain", "line", "host"]) assert.equal(back(point?.tags.get(tag)), cell, name);
      const [object] = jsonOf(writeOssem([{ time: 1n, host: cell, logon_user_claims: cell }]).text);
      assert.equal([back(object?.host), back(object?.logon_user_claims)], [cell, cell], name);
    }
  });

  test("the table has one line a row, and nothing that acts on a terminal", () => {
    const rows = hostileTexts.map(([, text], index) => event(bytesOf(text), BigInt(index)));
    const lines = writeEvents("table", rows).text.split("\n");
    assert.is(lines.length, rows.length + 2);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    for (const line of lines) assert.not.match(line, /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
  });

  test("texts without end are cut and counted, so that no row is too long to be written", () => {
    const names = [...texts, "logon_guid", "logon_user_claims", "logon_device_claims", "status", "uid", "session"];
    const long = Object.fromEntries(names.map((name) => [name, "\u202e".repeat(100_000)]));
    const rows: LogonEventCells[] = [
      { ...plain, event_id: 1 },
      { ...long, time: 2n, event_id: 2 },
      { ...plain, event_id: 3 },
    ];
    for (const format of ["jsonl", "csv", "line-protocol", "table"] as const) {
      const { text, leftOut } = writeEvents(format, rows);
      assert.is(text.trimEnd().split("\n").length, format === "csv" || format === "table" ? 4 : 3, format);
      assert.equal(leftOut, ["1 row with texts longer than 4096 characters: cut there"]);
    }
    const [, cut] = jsonOf(writeEvents("jsonl", rows).text);
    assert.is(String(cut?.username).length, 4096 * "\\u{202e}".length);
    assert.is(parseLineProtocol(writeEvents("line-protocol", rows).text).length, 3);
  });

  test("more rows than a batch holds come out, each once and in order", () => {
    const rows = Array.from({ length: 1700 }, (_, index) => ({ ...plain, time: BigInt(index), record_id: index }));
    assert.equal(
      jsonOf(writeEvents("jsonl", rows).text).map(({ record_id }) => record_id),
      rows.map(({ record_id }) => record_id),
    );
    const wide = rows.map((row) => ({ ...row, reason: "x".repeat(3000) }));
    assert.is(jsonOf(writeEvents("jsonl", wide).text).length, 1700);
  });
});
