//  The visible escape of every text that whoflux writes; assembly/text/escape.ts draws it and is the same in WASM.

import { decodeUtf8, pointSize } from "./utf8.ts";

/** C0, DEL, C1, backslash, bidi controls, line and paragraph separators, byte order mark. */
const special = /[\p{Cc}\\\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;
const escapes = /\\x([0-9a-f]{2})|\\u\{([0-9a-f]+)\}/gu;

const encoder = new TextEncoder();

/**
 * Raw bytes of a cell as visible text: one line, nothing that acts on a terminal, and no two cells the same.
 * A string is taken as its UTF-8.
 */
export function escapeText(cell: Uint8Array | string): string {
  const bytes = typeof cell === "string" ? encoder.encode(cell) : cell;
  const text = decodeUtf8(bytes);
  if (text !== undefined) return escapeString(text);
  let result = "";
  for (let at = 0; at < bytes.length; ) {
    const size = pointSize(bytes, at);
    const point = size === 0 ? undefined : decodeUtf8(bytes.subarray(at, at + size));
    result += point === undefined ? hex(bytes[at] ?? 0) : escapeString(point);
    at += Math.max(size, 1);
  }
  return result;
}

/** The bytes that escapeText() was given. A backslash that opens no escape stands for itself. */
export function unescapeText(text: string): Uint8Array {
  const parts: number[] = [];
  let from = 0;
  for (const match of text.matchAll(escapes)) {
    parts.push(...encoder.encode(text.slice(from, match.index)));
    const [whole, byte, point] = match;
    if (byte !== undefined) parts.push(Number.parseInt(byte, 16));
    else parts.push(...encoder.encode(String.fromCodePoint(Number.parseInt(point ?? "0", 16))));
    from = match.index + whole.length;
  }
  parts.push(...encoder.encode(text.slice(from)));
  return Uint8Array.from(parts);
}

function escapeString(text: string): string {
  return text.replace(special, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x80 ? hex(code) : `\\u{${code.toString(16)}}`;
  });
}

function hex(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}
