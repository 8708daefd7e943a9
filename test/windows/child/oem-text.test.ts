import * as assert from "uvu/assert";
import { oemText } from "../../../src/windows/child/oem-text.ts";
import { describe } from "../../kit/suite.ts";

describe("text of an OEM code page", (test) => {
  const texts: readonly (readonly [name: string, page: string, hex: string, text: string])[] = [
    ["German on 850", "850", "4a817267656e204d816c6c6572", "Jürgen Müller"],
    ["French on 850", "850", "4672616e876f6973", "François"],
    ["the sign for the euro, which only 858 has", "858", "d5", "€"],
    ["the dotless i in its place on 850", "850", "d5", "ı"],
    ["American on 437", "437", "a49b", "ñ¢"],
    ["Polish on 852", "852", "8875736986", "łusić"],
    ["Russian on 866", "866", "88a2a0ad", "Иван"],
    ["Japanese on 932", "932", "93639286", "田中"],
    ["Chinese on 936", "936", "cdf5", "王"],
    ["Korean on 949", "949", "b1e8", "김"],
    ["UTF-8 on 65001", "65001", "c3bc", "ü"],
  ];
  for (const [name, page, hex, text] of texts) {
    test(name, () => {
      assert.is(oemText(Buffer.from(hex, "hex"), page), text);
    });
  }

  test("every page holds ASCII as it is, and gives every byte a character", () => {
    const ascii = Uint8Array.from({ length: 128 }, (_, byte) => byte);
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    for (const page of ["437", "850", "852", "858", undefined]) {
      assert.is(oemText(ascii, page), String.fromCharCode(...ascii));
    }
    for (const page of ["437", "850", "852", "858"]) assert.is(new Set(oemText(all, page)).size, 256);
  });

  test("on a page that nobody knows, or that nobody told, other bytes stay visible", () => {
    assert.is(oemText(Buffer.from("4d816c", "hex"), "737"), "M\\x81l");
    assert.is(oemText(Buffer.from("4d816c", "hex"), undefined), "M\\x81l");
  });
});
