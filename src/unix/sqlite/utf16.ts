/** Turns a UTF-16 text into UTF-8 bytes; a lone surrogate becomes its three bytes, so that nothing is lost. */
export function utf16ToBytes(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): Uint8Array {
  const pairs = Buffer.from(bytes.subarray(0, bytes.length & ~1));
  const text = (encoding === "utf-16be" ? pairs.swap16() : pairs).toString("utf16le");
  if (!/\p{Surrogate}/u.test(text)) return Buffer.from(text);
  return Buffer.concat(Array.from(text, (character) => encodeLone(character)));
}

function encodeLone(character: string): Uint8Array {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0xd800 || code > 0xdfff) return Buffer.from(character);
  return Uint8Array.of(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
}
