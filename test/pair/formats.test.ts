import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { unescapeText } from "../../src/model/escape.ts";
import type { PairingShape } from "../../src/wasm/pairing.ts";
import { identityOf, type Point, parseLineProtocol } from "../kit/line-protocol.ts";
import { describe } from "../kit/suite.ts";
import { encodeStays } from "./encoded.ts";
import { cellsOf, histories, hostile, wild } from "./histories.ts";
import { type Fields, fieldsOf, type PlainRecord } from "./oracle.ts";
import { pairPieces } from "./paired.ts";

const shapes: readonly PairingShape[] = ["sessions", "events"];
const times = new Set(["time", "login_time", "logout_time", "ended_before", "old_time"]);
const numbers = new Set(["pid", "count", "duration_s", "offset"]);
/** Every history here: harmless names that meet often, and hostile ones. */
const anyHistory = fc.oneof(histories(wild), hostile);

/** What pairing made of a history, before any encoder. */
function rowsOf(shape: PairingShape, history: readonly PlainRecord[]): Fields[] {
  return [...pairPieces(shape, [{ records: history.map(cellsOf) }]).rows];
}

function eachShape(check: (shape: PairingShape, history: readonly PlainRecord[]) => void, numRuns: number): void {
  void fc.assert(
    fc.property(anyHistory, (history) => {
      for (const shape of shapes) check(shape, history);
    }),
    { numRuns },
  );
}

/** The bytes behind an escaped text, a character each. */
function bytesOf(text: string): string {
  return Buffer.from(unescapeText(text)).toString("latin1");
}

/** Microseconds of a time as JSON and CSV write it. */
function microsOf(text: string): string {
  const [, seconds = "", micros = ""] = /^(.*)\.(\d{6})Z$/.exec(text) ?? [];
  return String(BigInt(Date.parse(`${seconds}Z`)) * 1000n + BigInt(micros));
}

describe("what independent readers read is what pairing found", (test) => {
  test("JSON Lines, by JSON.parse: one object a line", () => {
    eachShape((shape, history) => {
      const lines = encodeStays(shape, "jsonl", history.map(cellsOf)).split("\n");
      assert.is(lines.pop(), "");
      assert.equal(
        lines.map((line) => fromJson(JSON.parse(line))),
        rowsOf(shape, history),
      );
    }, 40);
  });

  test("JSON, by JSON.parse: one array", () => {
    eachShape((shape, history) => {
      const rows = JSON.parse(encodeStays(shape, "json", history.map(cellsOf))) as Record<string, unknown>[];
      assert.equal(rows.map(fromJson), rowsOf(shape, history));
    }, 12);
  });

  test("CSV, by csv-parse: one line a row under one header", () => {
    eachShape((shape, history) => {
      const text = encodeStays(shape, "csv", history.map(cellsOf));
      const rows: Record<string, string>[] = parse(text, { columns: true, record_delimiter: "\n" });
      assert.is(text.split("\n").length, rows.length + 2);
      assert.equal(rows.map(fromCsv), rowsOf(shape, history));
    }, 40);
  });

  test("line protocol, by the strictest rules: one point a row, none like another", () => {
    eachShape((shape, history) => {
      const points = parseLineProtocol(encodeStays(shape, "line-protocol", history.map(cellsOf)));
      const rows = rowsOf(shape, history);
      assert.equal(
        points.map((point) => fromPoint(shape, point)),
        rows.map(({ offset, ...row }) => withoutCount(shape, row)),
      );
      assert.is(new Set(points.map(identityOf)).size, points.length);
    }, 40);
  });

  test("the table: one line a row, and nothing that acts on a terminal", () => {
    eachShape((shape, history) => {
      const lines = encodeStays(shape, "table", history.map(cellsOf)).split("\n");
      assert.is(lines.length, rowsOf(shape, history).length + 2);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      for (const line of lines) assert.not.match(line, /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
    }, 12);
  });
});

function fromJson(object: Record<string, unknown>): Fields {
  const entries = Object.entries(object).map(([name, value]): [string, unknown] => {
    if (times.has(name)) return [name, microsOf(String(value))];
    if (typeof value === "boolean") return [name, value ? 1 : 0];
    assert.is(typeof value, numbers.has(name) ? "number" : "string");
    return [name, typeof value === "string" ? bytesOf(value) : value];
  });
  return fieldsOf(Object.fromEntries(entries));
}

function fromCsv(row: Record<string, string>): Fields {
  const entries = Object.entries(row).map(([name, value]): [string, unknown] => {
    if (times.has(name) && value !== "") return [name, microsOf(value)];
    if (name === "login_successful") return [name, value === "" ? "" : value === "true" ? 1 : 0];
    return [name, bytesOf(value.replace(/^'/u, ""))];
  });
  return fieldsOf(Object.fromEntries(entries));
}

/** The count of a session's logins is in JSON and CSV only. */
function withoutCount(shape: PairingShape, { count, ...row }: Fields): Fields {
  return shape === "sessions" || count === undefined ? row : { ...row, count };
}

function fromPoint(shape: PairingShape, { measurement, tags, fields, timestamp }: Point): Fields {
  assert.is(measurement, shape === "sessions" ? "logon_history" : "logon_event");
  const named = [...tags, ...fields].filter(([name]) => name !== "ordinal");
  const entries = named.map(([name, value]): [string, unknown] => {
    if (times.has(name)) return [name, BigInt(value) / 1000n];
    if (typeof value === "boolean") return [name, value ? 1 : 0];
    assert.is(typeof value, numbers.has(name) ? "bigint" : "string");
    return [name, typeof value === "string" ? bytesOf(value) : value];
  });
  const time = timestamp / 1000n;
  return fieldsOf({ ...Object.fromEntries(entries), ...(shape === "sessions" ? { login_time: time } : { time }) });
}
