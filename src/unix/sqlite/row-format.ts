import { Damage } from "./damage.ts";
import type { TextEncoding } from "./header.ts";
import { utf16ToBytes } from "./utf16.ts";
import { type Cursor, readSize } from "./varint.ts";

//  A row's payload: the length of its head, one serial type per column, then the values
//  (https://www.sqlite.org/fileformat.html, 2.1).
//
//  serial  0 NULL   1..6 integer of 1 2 3 4 6 8 bytes   7 float   8 zero   9 one   even >= 12 blob   odd >= 13 text

/** A stored value: NULL, an integer, a float, or the bytes of a text (UTF-8) or blob. */
export type Value = null | bigint | number | Uint8Array;

const integerBytes = [0, 1, 2, 3, 4, 6, 8];

/** Reads the values of a row, in the order of the table's columns. Texts and blobs are views into `payload`. */
export function readRow(payload: Uint8Array, encoding: TextEncoding): Value[] {
  const cursor: Cursor = { bytes: payload, at: 0 };
  const bodyAt = readSize(cursor);
  if (bodyAt > payload.length)
    throw new Damage(`its head of ${bodyAt} bytes is longer than the row of ${payload.length}`);
  const values: Value[] = [];
  let at = bodyAt;
  while (cursor.at < bodyAt) {
    const serial = readSize(cursor);
    const length = lengthOf(serial);
    if (at + length > payload.length) throw new Damage(`value ${values.length + 1} runs over the end of the row`);
    values.push(decodeValue(serial, payload.subarray(at, at + length), encoding));
    at += length;
  }
  return values;
}

function lengthOf(serial: number): number {
  if (serial >= 12) return Math.floor((serial - 12) / 2);
  if (serial === 7) return 8;
  if (serial === 10 || serial === 11) throw new Damage(`a value has the reserved serial type ${serial}`);
  return integerBytes[serial] ?? 0;
}

function decodeValue(serial: number, bytes: Uint8Array, encoding: TextEncoding): Value {
  if (serial === 0) return null;
  if (serial === 8) return 0n;
  if (serial === 9) return 1n;
  if (serial >= 12) return serial % 2 === 1 && encoding !== "utf-8" ? utf16ToBytes(bytes, encoding) : bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (serial === 7) return view.getFloat64(0);
  return bytes.length === 8 ? view.getBigInt64(0) : BigInt(smallInteger(bytes));
}

/** Big-endian two's complement of 1 to 6 bytes. */
function smallInteger(bytes: Uint8Array): number {
  let value = ((bytes[0] ?? 0) << 24) >> 24;
  for (let index = 1; index < bytes.length; index += 1) value = value * 256 + (bytes[index] ?? 0);
  return value;
}
