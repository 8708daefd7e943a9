import * as fc from "fast-check";

/** Names and hosts as an attacker would write them: each has broken some writer or reader of log lines. */
export const hostileTexts: readonly (readonly [name: string, text: string | Uint8Array])[] = [
  ["plain", "alice"],
  ["space", "a b"],
  ["leading and trailing space", " a "],
  ["comma", "a,b"],
  ["equals sign", "a=b"],
  ["quote", 'a"b'],
  ["only quotes", '""'],
  ["backslash", "a\\b"],
  ["backslash at the end", "a\\"],
  ["two backslashes at the end", "a\\\\"],
  ["backslash before a comma", "a\\,b"],
  ["backslash before a space", "a\\ b"],
  ["backslash before a quote", 'a\\"b'],
  ["our own escape, literally", "a\\x1b\\u{202e}"],
  ["line feed and a forged line", "x\nevil,host=victim value=9i 1"],
  ["carriage return", "a\r\nb"],
  ["tab", "a\tb"],
  ["NUL inside", "a\0b"],
  ["escape sequence", "\x1b[2J\x1b]0;owned\x07"],
  ["DEL", "a\x7fb"],
  ["C1 control sequence introducer", "a\u009b31mb"],
  ["bidi override", "a\u202egnp.exe"],
  ["bidi isolate", "a\u2066b\u2069"],
  ["Arabic letter mark", "a\u061cb"],
  ["line and paragraph separators", "a\u2028b\u2029c"],
  ["byte order mark", "\ufeffa"],
  ["comment sign", "#a"],
  ["formula", "=cmd|' /C calc'!A0"],
  ["formula behind spaces", "  +1+1"],
  ["formula with minus", "-1"],
  ["formula with at sign", "@SUM(1)"],
  ["full-width formula", "＝1＋1"],
  ["apostrophe", "'a"],
  ["apostrophe before a formula", "'=1"],
  ["markup", "<script>alert(1)</script>&amp;"],
  ["JSON", '{"a":["b"]}'],
  ["number", "12i"],
  ["keyword", "true"],
  ["emoji and accents", "Zoë 🦊 e\u0301 漢字"],
  ["lone continuation bytes", Uint8Array.of(0x61, 0x80, 0xbf)],
  ["overlong slash", Uint8Array.of(0xc0, 0xaf, 0xe0, 0x80, 0xaf)],
  ["surrogate in UTF-8", Uint8Array.of(0xed, 0xa0, 0x80, 0x61)],
  ["above U+10FFFF", Uint8Array.of(0xf4, 0x90, 0x80, 0x80)],
  ["cut in the middle of a character", Uint8Array.of(0x61, 0xf0, 0x9f, 0xa6)],
  ["Latin-1", Uint8Array.of(0x5a, 0x6f, 0xeb)],
  ["all 0xff", new Uint8Array(32).fill(0xff)],
  ["256 bytes of quotes", '"'.repeat(256)],
  ["256 bytes of escapes", "\x1b".repeat(256)],
];

const special = fc.constantFrom(
  ...[
    "\\",
    '"',
    ",",
    "=",
    " ",
    "'",
    "+",
    "-",
    "@",
    "\n",
    "\x1b",
    "\x7f",
    "\u0085",
    "\u202e",
    "\ufeff",
    "é",
    "🦊",
    "＝",
  ],
);

/** Bytes of a cell: anything at all, and mixtures of what means something to a syntax. Up to 300 bytes. */
export const cellBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.uint8Array({ minLength: 200, maxLength: 300 }),
  fc
    .array(fc.oneof(special, fc.string({ unit: "binary", maxLength: 3 })), { maxLength: 30 })
    .map((parts) => new TextEncoder().encode(parts.join(""))),
  fc
    .tuple(fc.array(special, { maxLength: 10 }), fc.uint8Array({ maxLength: 5 }))
    .map(([parts, tail]) => Buffer.concat([Buffer.from(parts.join("")), tail])),
);

/** Bytes of a text or of bytes. */
export function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === "string" ? new TextEncoder().encode(text) : Uint8Array.from(text);
}
