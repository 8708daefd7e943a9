import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { escapeText, unescapeText } from "../../src/model/escape.ts";
import { encodeText } from "../kit/encoded.ts";
import { bytesOf, cellBytes, hostileTexts } from "../kit/hostile.ts";
import { describe } from "../kit/suite.ts";

describe("the visible escape", (test) => {
  const cases: readonly (readonly [string, string | Uint8Array, string])[] = [
    ["plain text stays", "alice@example", "alice@example"],
    ["a control character", "a\nb\x1b", "a\\x0ab\\x1b"],
    ["DEL and backslash", "\x7f\\", "\\x7f\\x5c"],
    ["a C1 control", "\u0080\u009f", "\\u{80}\\u{9f}"],
    [
      "bidi controls",
      "\u061c\u200e\u200f\u202a\u202e\u2066\u2069",
      "\\u{61c}\\u{200e}\\u{200f}\\u{202a}\\u{202e}\\u{2066}\\u{2069}",
    ],
    ["line separators and byte order mark", "\u2028\u2029\ufeff", "\\u{2028}\\u{2029}\\u{feff}"],
    [
      "their neighbours stay",
      "\u00a0\u061b\u061d\u200d\u2010\u2027\u202f\u2065\u206a\ufefe\uff00",
      "\u00a0\u061b\u061d\u200d\u2010\u2027\u202f\u2065\u206a\ufefe\uff00",
    ],
    ["a broken character", Uint8Array.of(0xe2, 0x82, 0x41), "\\xe2\\x82A"],
    ["an overlong form", Uint8Array.of(0xc1, 0xbf, 0xe0, 0x9f, 0xbf), "\\xc1\\xbf\\xe0\\x9f\\xbf"],
    ["a surrogate", Uint8Array.of(0xed, 0xbf, 0xbf), "\\xed\\xbf\\xbf"],
    [
      "the last code point and one more",
      Uint8Array.of(0xf4, 0x8f, 0xbf, 0xbf, 0xf4, 0x90, 0x80, 0x80),
      "\u{10ffff}\\xf4\\x90\\x80\\x80",
    ],
    ["a character behind a broken one", Uint8Array.of(0xf0, 0x9f, 0xc3, 0xa9), "\\xf0\\x9fé"],
  ];
  for (const [name, cell, text] of cases) {
    test(`${name}: the same from TypeScript and from WASM, and back`, async () => {
      assert.is(escapeText(cell), text);
      assert.is(await escapedByModule([bytesOf(cell)]).then((all) => all[0]), text);
      assert.equal(unescapeText(text), bytesOf(cell));
    });
  }

  test("TypeScript and WASM agree on any bytes, and unescaping gives them back", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(cellBytes, { minLength: 1, maxLength: 20 }), async (cells) => {
        const escaped = await escapedByModule(cells);
        assert.equal(escaped, cells.map(escapeText));
        for (const [index, cell] of cells.entries())
          assert.equal(unescapeText(escaped[index] ?? ""), Uint8Array.from(cell));
      }),
      { numRuns: 300 },
    );
  });

  test("every code point survives, and only harmless ones are shown as they are", async () => {
    const points = Array.from({ length: 0x110000 }, (_, point) => point).filter(
      (point) => point < 0xd800 || point > 0xdfff,
    );
    const cells: Uint8Array[] = [];
    for (let from = 0; from < points.length; from += 1024)
      cells.push(bytesOf(String.fromCodePoint(...points.slice(from, from + 1024))));
    const escaped = await escapedByModule(cells);
    assert.ok(
      escaped.every((text, index) => text === escapeText(cells[index] ?? "")),
      "same as TypeScript",
    );
    assert.not.match(escaped.join(""), /[\p{Cc}\u2028\u2029\p{Bidi_Control}]/u);
  });

  test("a backslash that opens no escape stands for itself when unescaped", () => {
    assert.equal(unescapeText("C:\\dir\\x4"), bytesOf("C:\\dir\\x4"));
  });

  test("hostile texts come back from their escape", () => {
    for (const [name, text] of hostileTexts) assert.equal(unescapeText(escapeText(text)), bytesOf(text), name);
  });
});

async function escapedByModule(cells: readonly Uint8Array[]): Promise<string[]> {
  const lines = await encodeText(
    "jsonl",
    cells.map((host) => ({ host })),
  );
  return lines
    .slice(0, -1)
    .split("\n")
    .map((line) => (JSON.parse(line) as { host: string }).host);
}
