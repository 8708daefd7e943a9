import { isSqlite } from "../open/sniff.ts";
import { Damage } from "./damage.ts";

//  The first 100 bytes of page 1, integers big-endian (https://www.sqlite.org/fileformat.html, 1.3):
//
//   0        16       18      19      20        21..23       24       28      56        92
//  ┌────────┬────────┬───────┬───────┬─────────┬────────────┬────────┬───────┬─────────┬──────────┐
//  │ magic  │ page   │write  │read   │reserved │payload     │change  │pages  │text     │pages     │
//  │        │ size   │version│version│per page │64 32 32    │counter │       │encoding │valid for │
//  └────────┴────────┴───────┴───────┴─────────┴────────────┴────────┴───────┴─────────┴──────────┘

/** Bytes of the header; the b-tree of page 1 starts behind it. */
export const HEADER_BYTES = 100;

/** How texts are stored: UTF-8, or UTF-16 in one of its byte orders. */
export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be";
const encodings: Readonly<Record<number, TextEncoding>> = { 0: "utf-8", 1: "utf-8", 2: "utf-16le", 3: "utf-16be" };

/** What a reader needs from the header. */
export interface DatabaseHeader {
  /** Bytes of a page: a power of two, 512 to 65536. */
  readonly pageSize: number;
  /** Bytes of a page that the b-tree uses: the page without its reserved tail. */
  readonly usable: number;
  readonly encoding: TextEncoding;
  /** Pages in the database, 0 when the writer was too old to keep count. */
  readonly pageCount: number;
}

/** Reads the header. Throws Damage with what is wrong. */
export function parseHeader(head: Uint8Array): DatabaseHeader {
  if (!isSqlite(head)) throw new Damage("it does not start with the SQLite magic: not a database, or an encrypted one");
  if (head.length < HEADER_BYTES) throw new Damage(`the header is cut after ${head.length} of ${HEADER_BYTES} bytes`);
  const view = new DataView(head.buffer, head.byteOffset, HEADER_BYTES);
  const pageSize = parsePageSize(view.getUint16(16));
  const usable = pageSize - view.getUint8(20);
  const fractions = `${view.getUint8(21)} ${view.getUint8(22)} ${view.getUint8(23)}`;
  const encoding = encodings[view.getUint32(56)];
  if (usable < 480 || fractions !== "64 32 32" || encoding === undefined) {
    throw new Damage("the header holds values that SQLite never writes: damaged, or encrypted");
  }
  const counted = view.getUint32(24) === view.getUint32(92);
  return { pageSize, usable, encoding, pageCount: counted ? view.getUint32(28) : 0 };
}

/** Page size from its 16-bit form, in which 1 stands for 65536. */
function parsePageSize(stored: number): number {
  const pageSize = stored === 1 ? 65536 : stored;
  if (isPageSize(pageSize)) return pageSize;
  throw new Damage(`page size ${stored} is not a power of two between 512 and 65536`);
}

/** True for the sizes that SQLite allows. */
export function isPageSize(size: number): boolean {
  return size >= 512 && size <= 65536 && (size & (size - 1)) === 0;
}
