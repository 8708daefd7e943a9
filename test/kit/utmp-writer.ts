import type { RecordType } from "../../src/model/record.ts";
import { addressBytes } from "./address-bytes.ts";
import type { PaperInteger, PaperLayout, Place } from "./paper-layout.ts";
import { type LayoutName, type OrderedPaperLayout, paperLayout } from "./paper-layouts.ts";

export { type LayoutName, layoutNames } from "./paper-layouts.ts";

/** One record to write; what is absent, or what the layout has no place for, stays zero. */
export interface WriterRecord {
  readonly type?: RecordType | undefined;
  /** The raw number, where a test wants one that no type has. */
  readonly type_code?: number | undefined;
  readonly pid?: number | undefined;
  /** A string is written as UTF-8; bytes behind a NUL are written too. */
  readonly line?: string | Uint8Array | undefined;
  readonly id?: string | Uint8Array | undefined;
  readonly user?: string | Uint8Array | undefined;
  readonly host?: string | Uint8Array | undefined;
  /** As text, or 4 or 16 bytes in network order. */
  readonly addr?: string | Uint8Array | undefined;
  readonly session?: number | bigint | undefined;
  readonly exit_termination?: number | undefined;
  readonly exit_status?: number | undefined;
  /** Microseconds since 1970 UTC. */
  readonly time?: number | bigint | undefined;
  /** Place in lastlog and faillog; needed there. */
  readonly uid?: number | undefined;
  readonly count?: number | undefined;
  readonly max?: number | undefined;
  /** Seconds. */
  readonly locktime?: number | undefined;
}

/** Bytes of the records in order; in lastlog and faillog each at its uid, the places between them zero. */
export function writeRecords(name: LayoutName, records: readonly WriterRecord[]): Uint8Array {
  const layout = paperLayout(name);
  if (layout.framing === "array") return writeArray(layout, records);
  const written = records.map((record) => writeRecord(layout, record));
  return concatBytes(layout.framing === "trimmed" ? written.map(trimmed) : written);
}

/** The header record that libc of NetBSD, DragonFly and macOS puts first into a file that it creates. */
export function signatureRecord(name: LayoutName): WriterRecord {
  const { signature } = paperLayout(name);
  if (signature === undefined) throw new Error(`${name} has no header record`);
  return { type: "SIGNATURE", user: signature };
}

/** Several pieces as one. */
export function concatBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((total, piece) => total + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function writeArray(layout: OrderedPaperLayout, records: readonly WriterRecord[]): Uint8Array {
  const uids = records.map(({ uid }) => {
    if (uid === undefined) throw new Error(`a record of ${layout.name} needs a uid`);
    return uid;
  });
  const bytes = new Uint8Array((Math.max(-1, ...uids) + 1) * layout.size);
  records.forEach((record, index) => {
    bytes.set(writeRecord(layout, record), (uids[index] ?? 0) * layout.size);
  });
  return bytes;
}

/** FreeBSD's utx.log: a big-endian length, then the record without its trailing zeros. */
function trimmed(record: Uint8Array): Uint8Array {
  const length = record.findLastIndex((byte) => byte !== 0) + 1;
  return Uint8Array.from([length >> 8, length & 255, ...record.subarray(0, length)]);
}

function writeRecord(layout: OrderedPaperLayout, record: WriterRecord): Uint8Array {
  const bytes = new Uint8Array(layout.size);
  const put = (place: Place | undefined, value: number | bigint): void => {
    if (place !== undefined) putInteger(bytes, place, BigInt(value), layout.littleEndian);
  };
  for (const [name, place] of Object.entries(layout.texts)) {
    putText(bytes, place, record[name as "line"], `${layout.name} ${name}`);
  }
  for (const [name, place] of Object.entries(layout.integers)) {
    put(place, name === "type" ? typeNumber(layout, record) : (record[name as Exclude<PaperInteger, "type">] ?? 0));
  }
  const time = BigInt(record.time ?? 0);
  put(layout.seconds, time / 1_000_000n);
  put(layout.micros, time % 1_000_000n);
  put(layout.microseconds, time);
  const hostLength = asBytes(record.host).length;
  put(layout.hostLength, hostLength === 0 ? 0 : hostLength + 1);
  if (record.addr !== undefined && layout.address !== undefined) putAddress(bytes, layout.address, record.addr);
  return bytes;
}

function typeNumber(layout: OrderedPaperLayout, { type, type_code }: WriterRecord): number {
  if (type_code !== undefined) return type_code;
  const number = layout.types.indexOf(type ?? "EMPTY");
  if (number < 0) throw new Error(`${layout.name} has no number for ${type}`);
  return number;
}

function putInteger(bytes: Uint8Array, [at, width]: Place, value: bigint, littleEndian: boolean): void {
  for (let index = 0; index < width; index++) {
    const shift = BigInt(8 * (littleEndian ? index : width - 1 - index));
    bytes[at + index] = Number((value >> shift) & 0xffn);
  }
}

function putText(bytes: Uint8Array, [at, width]: Place, text: string | Uint8Array | undefined, field: string): void {
  const written = asBytes(text);
  if (written.length > width) throw new Error(`${field} holds ${width} bytes, not ${written.length}`);
  bytes.set(written, at);
}

function putAddress(
  bytes: Uint8Array,
  { at, form }: NonNullable<PaperLayout["address"]>,
  addr: string | Uint8Array,
): void {
  const address = typeof addr === "string" ? addressBytes(addr) : addr;
  const isIPv4 = address.length === 4;
  if (form === "bytes") bytes.set(address, at);
  else if (form === "ipv4") bytes.set(address.subarray(0, isIPv4 ? 4 : 0), at);
  else {
    //  struct sockaddr of the BSDs: length, family, port 2; IPv4 follows, IPv6 has four bytes of flow between.
    bytes.set(isIPv4 ? [16, 2] : [28, form.inet6], at);
    bytes.set(address, at + (isIPv4 ? 4 : 8));
  }
}

function asBytes(text: string | Uint8Array | undefined): Uint8Array {
  return typeof text === "string" ? new TextEncoder().encode(text) : (text ?? new Uint8Array());
}
