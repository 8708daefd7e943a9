/** How the text of a file is written: UTF-8 unless its first bytes say otherwise. */
export interface Encoding {
  readonly name: "UTF-8" | "UTF-16LE" | "UTF-16BE";
  /** Bytes of a unit, which markup characters take one of. */
  readonly unit: 1 | 2;
  /** Which byte of a unit holds an ASCII character. */
  readonly low: 0 | 1;
}

const utf8: Encoding = { name: "UTF-8", unit: 1, low: 0 };
const littleEndian: Encoding = { name: "UTF-16LE", unit: 2, low: 0 };
const bigEndian: Encoding = { name: "UTF-16BE", unit: 2, low: 1 };

/** Tells the encoding by a byte order mark, or by which half of the first character is zero: both begin in ASCII. */
export function encodingOf(head: Uint8Array): Encoding {
  const [first = 0, second = 0] = head;
  if (first === 0xff && second === 0xfe) return littleEndian;
  if (first === 0xfe && second === 0xff) return bigEndian;
  if (head.length < 2 || (first === 0) === (second === 0)) return utf8;
  return first === 0 ? bigEndian : littleEndian;
}

/**
 * Bytes as text. What is no valid UTF-8 becomes U+FFFD, and `damaged` is told; halves of surrogate pairs in UTF-16 stay
 * what they are.
 */
export function textOf(bytes: Buffer, encoding: Encoding, damaged: () => void): string {
  if (encoding.unit === 1) {
    const text = bytes.toString("utf8");
    if (text.includes("\ufffd") && !Buffer.from(text, "utf8").equals(bytes)) damaged();
    return text;
  }
  return (encoding.low === 0 ? bytes : Buffer.from(bytes).swap16()).toString("utf16le");
}
