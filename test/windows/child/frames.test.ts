import fc from "fast-check";
import * as assert from "uvu/assert";
import { type Frame, parseFrame, requestLine } from "../../../src/windows/child/frames.ts";
import { LineSplitter } from "../../../src/windows/child/line-splitter.ts";
import { describe } from "../../kit/suite.ts";

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64");

/** The lines that pieces of bytes hold. */
function linesOf(bytes: Uint8Array, cuts: readonly number[], longest = 1000): readonly string[] {
  const splitter = new LineSplitter(longest);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return places.slice(1).flatMap((to, index) => [...splitter.push(bytes.subarray(places[index], to))]);
}

describe("frames", (test) => {
  test("a request is one line of ASCII that holds id, verb and arguments, whatever is in them", () => {
    fc.assert(
      fc.property(fc.nat(), fc.string({ unit: "binary" }), (id, log) => {
        const line = requestLine(id, "open", { log });
        assert.match(line, /^[A-Za-z0-9+/]+={0,2}\n$/);
        assert.equal(JSON.parse(Buffer.from(line, "base64").toString()), { id, verb: "open", arguments: { log } });
      }),
    );
  });

  const understood: readonly (readonly [name: string, line: string, frame: Frame | undefined])[] = [
    ["an answer", `whoflux 7 ok ${base64([1])}`, { kind: "ok", id: 7, body: [1], memory: undefined }],
    ["its memory", `whoflux 7 ok ${base64({})} 51200`, { kind: "ok", id: 7, body: {}, memory: 51200 }],
    ["an error", `whoflux 8 err ${base64({ id: "x" })}`, { kind: "err", id: 8, body: { id: "x" }, memory: undefined }],
    ["CR and blanks at the end", `whoflux 7 ok ${base64(1)} \r`, { kind: "ok", id: 7, body: 1, memory: undefined }],
    [
      "byte order marks",
      `\xef\xbb\xbf\xef\xbb\xbfwhoflux 7 ok ${base64(1)}`,
      { kind: "ok", id: 7, body: 1, memory: undefined },
    ],
    [
      "a language mode",
      "whoflux 0 language ConstrainedLanguage",
      { kind: "language", id: 0, mode: "ConstrainedLanguage" },
    ],
    ["base64 that is none", "whoflux 7 ok e30*", { kind: "broken", id: 7 }],
    ["base64 that is cut", `whoflux 7 ok ${base64({ a: 1 }).slice(0, -3)}`, { kind: "broken", id: 7 }],
    ["JSON that is cut", `whoflux 7 ok ${Buffer.from('{"a":').toString("base64")}`, { kind: "broken", id: 7 }],
    ["an unknown word", "whoflux 7 perhaps e30=", { kind: "broken", id: 7 }],
    ["nothing behind the id", "whoflux 7", { kind: "broken", id: 7 }],
    ["an id that is no number", "whoflux x ok e30=", undefined],
    ["words", "Preparing modules for first use.", undefined],
    ["a frame further on in the line", " whoflux 7 ok e30=", undefined],
    ["nothing", "", undefined],
  ];
  for (const [name, line, frame] of understood) {
    test(`${name}: ${frame?.kind ?? "noise"}`, () => assert.equal(parseFrame(line), frame));
  }

  test("no line throws", () => {
    const line = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "binary" }).map((text) => `whoflux 1 ok ${text}`),
      fc.base64String().map((text) => `whoflux 1 err ${text}`),
    );
    fc.assert(fc.property(line, (text) => assert.not.throws(() => parseFrame(text))));
  });

  test("any cut of any frames and noise gives the same answers", () => {
    const noise = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 10)));
    const frame = fc
      .tuple(fc.nat(), fc.jsonValue())
      .map(([id, value]) => Buffer.from(`whoflux ${id} ok ${base64(value)}`));
    const stream = fc.array(fc.oneof(noise, frame), { maxLength: 8 });
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 30 }), (lines, cuts) => {
        const bytes = Buffer.concat(lines.flatMap((line) => [line, Buffer.from("\n")]));
        const expected = lines.map((line) => parseFrame(line.toString("latin1")));
        assert.equal(linesOf(bytes, cuts, 1 << 20).map(parseFrame), expected);
        assert.equal(linesOf(bytes, [...bytes.keys()], 1 << 20).map(parseFrame), expected);
      }),
    );
  });

  test("a line that is too long throws, with or without its end, and a shorter one does not", () => {
    assert.equal(linesOf(Buffer.from(`${"x".repeat(10)}\n`), [3, 7], 10), ["x".repeat(10)]);
    assert.throws(() => linesOf(Buffer.from(`${"x".repeat(11)}\n`), [3, 7], 10), /a line of more than 10 bytes/);
    assert.throws(() => linesOf(Buffer.from("x".repeat(11)), [5], 10), /more than 10/);
  });

  test("a line that has not ended is not told", () => {
    assert.equal(linesOf(Buffer.from("a\nb"), []), ["a"]);
  });
});
