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
  const values: Value[] = [];
  walkRow(payload, (serial, at, length) => {
    values.push(decodeValue(payload, serial, at, length, encoding));
    return true;
  });
  return values;
}

/** Reads one value of a row; null when the row has no such column. */
export function readColumn(payload: Uint8Array, column: number, encoding: TextEncoding): Value {
  let value: Value = null;
  let left = column;
  walkRow(payload, (serial, at, length) => {
    if (left === 0) value = decodeValue(payload, serial, at, length, encoding);
    left -= 1;
    return left >= 0;
  });
  return value;
}

/** Tells each value's serial type, place and length, until `visit` has seen enough. */
function walkRow(payload: Uint8Array, visit: (serial: number, at: number, length: number) => boolean): void {
  const cursor: Cursor = { bytes: payload, at: 0 };
  const bodyAt = readSize(cursor);
  if (bodyAt > payload.length)
    throw new Damage(`its head of ${bodyAt} bytes is longer than the row of ${payload.length}`);
  let at = bodyAt;
  for (let number = 1; cursor.at < bodyAt; number += 1) {
    const serial = readSize(cursor);
    const length = lengthOf(serial);
    if (at + length > payload.length) throw new Damage(`value ${number} runs over the end of the row`);
    if (!visit(serial, at, length)) return;
    at += length;
  }
}

function lengthOf(serial: number): number {
  if (serial >= 12) return Math.floor((serial - 12) / 2);
  if (serial === 7) return 8;
  if (serial === 10 || serial === 11) throw new Damage(`a value has the reserved serial type ${serial}`);
  return integerBytes[serial] ?? 0;
}

function decodeValue(row: Uint8Array, serial: number, at: number, length: number, encoding: TextEncoding): Value {
  if (serial === 0) return null;
  if (serial === 8) return 0n;
  if (serial === 9) return 1n;
  if (serial >= 12) {
    const bytes = row.subarray(at, at + length);
    return serial % 2 === 1 && encoding !== "utf-8" ? utf16ToBytes(bytes, encoding) : bytes;
  }
  if (length < 8) return BigInt(smallInteger(row, at, length));
  const view = new DataView(row.buffer, row.byteOffset + at, length);
  return serial === 7 ? view.getFloat64(0) : view.getBigInt64(0);
}

/** Big-endian two's complement of 1 to 6 bytes. */
function smallInteger(row: Uint8Array, at: number, length: number): number {
  let value = ((row[at] ?? 0) << 24) >> 24;
  for (let index = at + 1; index < at + length; index += 1) value = value * 256 + (row[index] ?? 0);
  return value;
}
