import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { EvidenceFile } from "./evidence-file.ts";
import { isPageSize } from "./header.ts";
import type { Overlay } from "./overlay.ts";

//  A rollback journal: the pages as they were before an unfinished transaction, so that it can be undone
//  (https://www.sqlite.org/fileformat.html, 3). One or more segments, each starting on a sector boundary:
//
//  segment  0 magic  8 records  12 nonce  16 pages before the transaction  20 sector size  24 page size  (to the sector's end)
//  record   0 page number  4 page  4 + page size: checksum
//
//  A journal beside a database whose writer is gone is "hot": the database is what it was before the transaction.
//  With its writer alive that is true as well, until the commit removes the journal.

const MAGIC = Buffer.from("d9d505f920a163d7", "hex");
const SEGMENT_HEADER_BYTES = 28;
/** Stands for "up to the end of the file" in the count of records. */
const UNTIL_END = 0xffffffff;

interface Segment {
  readonly records: number;
  readonly nonce: number;
  readonly pageCount: number;
  readonly sectorSize: number;
  readonly pageSize: number;
}

/** Finds the pages that undo an unfinished transaction; undefined when the journal has none. */
export function scanJournal(journal: EvidenceFile): Overlay | undefined {
  const first = readSegment(journal, 0);
  if (first === undefined || belongsToFinishedGroup(journal)) return undefined;
  const offsets = new Map<number, number>();
  let at = 0;
  for (let segment: Segment | undefined = first; segment !== undefined; segment = readSegment(journal, at)) {
    const end = collectRecords(journal, first, segment, at, offsets);
    if (end === undefined) break;
    at = Math.ceil(end / first.sectorSize) * first.sectorSize;
  }
  if (offsets.size === 0) return undefined;
  const { pageSize, pageCount } = first;
  return { file: journal, kind: "rollback journal", pageSize, pageCount, offsets, stamp: () => journal.stamp() };
}

/** Notes the good records of one segment and returns where it ends; undefined behind a record cut short or torn. */
function collectRecords(
  journal: EvidenceFile,
  first: Segment,
  segment: Segment,
  start: number,
  offsets: Map<number, number>,
): number | undefined {
  const record = new DataView(new ArrayBuffer(first.pageSize + 8));
  const bytes = new Uint8Array(record.buffer);
  let at = start + first.sectorSize;
  for (let index = 0; segment.records === UNTIL_END || index < segment.records; index += 1) {
    if (journal.read(bytes, at) < bytes.length) return undefined;
    const page = record.getUint32(0);
    const sum = checksum(bytes.subarray(4, 4 + first.pageSize), segment.nonce);
    if (page === 0 || sum !== record.getUint32(4 + first.pageSize)) return undefined;
    if (page <= first.pageCount) offsets.set(page, at + 4);
    at += bytes.length;
  }
  return at;
}

function readSegment(journal: EvidenceFile, at: number): Segment | undefined {
  const bytes = Buffer.alloc(SEGMENT_HEADER_BYTES);
  if (journal.read(bytes, at) < bytes.length || !MAGIC.equals(bytes.subarray(0, 8))) return undefined;
  const sectorSize = bytes.readUInt32BE(20);
  const pageSize = bytes.readUInt32BE(24);
  // Later segments repeat the first one's sizes; some writers leave them zero there, so they are not used.
  if (at === 0 && (!isPageSize(pageSize) || sectorSize < 32 || sectorSize > 65536)) return undefined;
  return {
    records: bytes.readUInt32BE(8),
    nonce: bytes.readUInt32BE(12),
    pageCount: bytes.readUInt32BE(16),
    sectorSize,
    pageSize,
  };
}

/** The journal's checksum: the nonce plus every 200th byte, counted from the end. */
function checksum(page: Uint8Array, nonce: number): number {
  let sum = nonce;
  for (let at = page.length - 200; at > 0; at -= 200) sum = (sum + (page[at] ?? 0)) >>> 0;
  return sum;
}

/**
 * True when the journal names a super-journal that is gone: the transaction over several databases was committed,
 * and only this journal's removal was left. The name is looked for beside the journal, as evidence may have moved.
 */
function belongsToFinishedGroup(journal: EvidenceFile): boolean {
  const tail = Buffer.alloc(16);
  if (journal.size < tail.length || journal.read(tail, journal.size - 16) < 16 || !MAGIC.equals(tail.subarray(8)))
    return false;
  const length = tail.readUInt32BE(0);
  if (length === 0 || length > 4096 || length + 16 > journal.size) return false;
  const name = Buffer.alloc(length);
  journal.read(name, journal.size - 16 - length);
  const sum = name.reduce((total, byte) => (total + ((byte << 24) >> 24)) >>> 0, 0);
  return sum === tail.readUInt32BE(4) && !existsSync(join(dirname(journal.path), basename(name.toString())));
}
