import { type Address, isIPv4, parseAddress } from "../../model/address.ts";
import { type RecordCells, recordTypes } from "../../model/record.ts";
import { visible } from "../../model/visible.ts";
import { readCtime, readDateTime, readIsoTime, type TimeReading } from "./time.ts";

//  [type] [pid] [id] [user] [line] [host] [address] [time]          util-linux
//  [type] [pid] [id] [user] [line] [host] [time] [microseconds]     the C library's own tool
//
//  Fields are padded with spaces to a minimal width, so trailing spaces cannot be told from padding and are not part of
//  a text. The program prints `?` for what is not printable and for brackets: what it replaced is lost.

const FIELD = String.raw`\[([^[\]]*)\]`;
const LINE = new RegExp(String.raw`^\[ *(-?\d{1,6})\] \[ *(-?\d{1,10})\]${` ${FIELD}`.repeat(6)}[ \t]*$`);
const CTIME = /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d$/;

/** Types of Linux, which these programs print; what has a number above is not one of them. */
const LAST_TYPE = recordTypes.indexOf("ACCOUNTING");

/** Hears why a record was delivered without one of its values, and what can be done about it. */
export type Doubt = (reason: string) => void;

/** Reads one line, one character per byte, without its end; undefined when it is no record. */
export function parseUtmpdumpLine(line: string, doubt: Doubt): RecordCells | undefined {
  const [, type, pid, id, user, terminal, host, seventh, eighth] = LINE.exec(line) ?? [];
  if (type === undefined || seventh === undefined || eighth === undefined) return undefined;
  const isCtime = CTIME.test(seventh);
  const code = Number(type);
  return {
    ...timeCells(isCtime ? readCtime() : readTime(eighth), doubt),
    ...(code >= 0 && code <= LAST_TYPE ? { type: code } : {}),
    type_code: code,
    pid: Number(pid),
    line: textOf(terminal),
    id: textOf(id),
    user: textOf(user),
    host: textOf(host),
    ...(isCtime ? {} : addressCells(unpad(seventh), unpad(host ?? ""), doubt)),
    layout: "utmpdump",
  };
}

function readTime(text: string): TimeReading {
  return /^ *-?\d/.test(text) ? readIsoTime(text.trimEnd()) : readDateTime(text);
}

function timeCells(reading: TimeReading, doubt: Doubt): RecordCells {
  if ("time" in reading) return { time: reading.time };
  doubt(`time: ${reading.unknown}`);
  return {};
}

/** Without the spaces at its end; other white space is none of the padding. */
function unpad(field: string): string {
  let end = field.length;
  while (end > 0 && field[end - 1] === " ") end -= 1;
  return field.slice(0, end);
}

/** ASCII as a string; anything else as the bytes it was, since nobody tells their encoding. */
function textOf(field = ""): string | Uint8Array {
  const text = unpad(field);
  return /[^\0-\x7f]/.test(text) ? Buffer.from(text, "latin1") : text;
}

/**
 * The address as the record held it: 4 bytes, or 16. An IPv6 address that ends in twelve zero bytes was printed as
 * IPv4; the host tells when it names that very address.
 */
function addressCells(text: string, host: string, doubt: Doubt): RecordCells {
  if (text === "0.0.0.0" || text === "") return {};
  const address = parseAddress(text);
  if (address === undefined) {
    doubt(`addr: "${visible(text)}" is no address`);
    return {};
  }
  if (text.includes(":")) return { addr: address };
  const four = address.subarray(12);
  const named = host.includes(":") ? parseAddress(host) : undefined;
  return { addr: named !== undefined && isCutTo(named, four) ? named : four };
}

function isCutTo(address: Address, four: Uint8Array): boolean {
  return !isIPv4(address) && address.every((byte, at) => byte === (four[at] ?? 0));
}
