import * as assert from "uvu/assert";
import { parseLineProtocol } from "./line-protocol.ts";
import { describe } from "./suite.ts";

const refused: readonly (readonly [what: string, text: string])[] = [
  ["a line without its end", "m f=1i 1"],
  ["an empty line", "\n"],
  ["a comment", "# m f=1i 1\n"],
  ["a raw control character", 'm f="a\tb" 1\n'],
  ["a carriage return", "m f=1i 1\r\n"],
  ["no timestamp", "m f=1i\n"],
  ["a timestamp beyond 64 bits", "m f=1i 9223372036854775808\n"],
  ["no field", "m,t=a 1\n"],
  ["an empty tag value", "m,t= f=1i 1\n"],
  ["a tag value that ends in a backslash", "m,t=a\\ f=1i 1\n"],
  ["an unescaped equals sign in a tag value", "m,t=a=b f=1i 1\n"],
  ["tags out of order", "m,u=1,t=2 f=1i 1\n"],
  ["a tag twice", "m,t=1,t=2 f=1i 1\n"],
  ["a field twice", "m f=1i,f=2i 1\n"],
  ["a tag and a field of one name", "m,t=a t=1i 1\n"],
  ["a float", "m f=1.5 1\n"],
  ["an unsigned integer", "m f=1u 1\n"],
  ["an integer beyond 64 bits", "m f=9223372036854775808i 1\n"],
  ["a string without end", 'm f="a 1\n'],
  ["a key that a server keeps for itself", "m time=1i 1\n"],
  ["a key with an underscore in front", "m,_t=a f=1i 1\n"],
  ["a tag value above 64 KiB", `m,t=${"a".repeat(65_537)} f=1i 1\n`],
];

describe("the strict grammar of line protocol", (test) => {
  for (const [what, text] of refused) test(`refuses ${what}`, () => assert.throws(() => parseLineProtocol(text)));

  test("takes what is well-formed, and undoes its escapes", () => {
    const [point] = parseLineProtocol('m\\,1,a=x\\ y\\=z b=-1i,c="q\\"\\\\x",d=true 5\n');
    assert.is(point?.measurement, "m,1");
    assert.equal([...(point?.tags ?? [])], [["a", "x y=z"]]);
    assert.equal(
      [...(point?.fields ?? [])],
      [
        ["b", -1n],
        ["c", 'q"\\x'],
        ["d", true],
      ],
    );
    assert.is(point?.timestamp, 5n);
  });
});
