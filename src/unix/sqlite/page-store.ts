import { existsSync, realpathSync } from "node:fs";
import { Damage } from "./damage.ts";
import { type EvidenceFile, evidenceOf, openEvidence, openSide } from "./evidence-file.ts";
import { type DatabaseHeader, HEADER_BYTES, parseHeader } from "./header.ts";
import type { Overlay } from "./overlay.ts";
import { PageCache } from "./page-cache.ts";
import { scanJournal } from "./rollback-journal.ts";
import { scanWal } from "./wal.ts";

/** The pages of one database as SQLite would see them, side files honoured, nothing written. */
export interface PageStore {
  readonly header: DatabaseHeader;
  readonly pageCount: number;
  /** Bytes of the database and its side files: no honest value in it is larger. */
  readonly totalBytes: number;
  readonly overlays: readonly Overlay[];
  /** True when every page fits in memory, so that what was read once cannot change under the reader. */
  readonly holdsAll: boolean;
  /** Page `number`, from 1; valid until many other pages were asked for. Throws Damage. */
  page(number: number): Uint8Array;
  /** True while no writer has changed what was read. */
  unchanged(): boolean;
  close(): void;
}

/** A database by its name, or by a descriptor of a private copy (which has no side files). */
export type DatabaseInput = { readonly path: string } | { readonly path: string; readonly fd: number };

/** Opens the database and whatever `-wal` and `-journal` lie beside it. Throws Damage and file system errors. */
export function openPageStore(input: DatabaseInput): PageStore {
  if ("fd" in input) return storeOf(evidenceOf(input.fd, input.path), []);
  // SQLite puts side files beside the file itself, not beside a symbolic link to it.
  const path = realpathSync(input.path);
  const files: EvidenceFile[] = [openEvidence(path)];
  try {
    for (const side of ["-wal", "-journal"]) {
      const file = openSide(`${path}${side}`);
      if (file !== undefined) files.push(file);
    }
    const [database, ...sides] = files as [EvidenceFile, ...EvidenceFile[]];
    return storeOf(database, sides);
  } catch (error) {
    for (const file of files) file.close();
    throw error;
  }
}

function storeOf(database: EvidenceFile, sides: readonly EvidenceFile[]): PageStore {
  const stamp = database.stamp();
  const head = new Uint8Array(HEADER_BYTES);
  const counter = changeCounter(database);
  const headerOnDisk = parseHeader(head.subarray(0, database.read(head, 0)));
  // A log is newer than what a journal restores, so it is asked first.
  const overlays = sides.flatMap((side) => (side.path.endsWith("-wal") ? scanWal(side) : scanJournal(side)) ?? []);
  const pageSize = overlays[0]?.pageSize ?? headerOnDisk.pageSize;
  if (overlays.some((overlay) => overlay.pageSize !== pageSize)) throw new Damage("its side files differ in page size");
  const stamps = overlays.map((overlay) => overlay.stamp());
  const totalBytes = [database, ...sides].reduce((sum, file) => sum + file.size, 0);
  const reachable = Math.ceil(totalBytes / pageSize);

  const readPage = (number: number, target: Uint8Array): void => {
    const overlay = overlays.find(({ offsets }) => offsets.has(number));
    const file = overlay?.file ?? database;
    const bytes = file.read(target, overlay?.offsets.get(number) ?? (number - 1) * pageSize);
    if (bytes < pageSize)
      throw new Damage(`it lies behind the end of the file (${bytes} of ${pageSize} bytes are there)`);
  };
  const first = new Uint8Array(pageSize);
  readPage(1, first);
  const header = parseHeader(first);
  if (header.pageSize !== pageSize) throw new Damage(`page size ${header.pageSize}, but its side file has ${pageSize}`);

  const pageCount = Math.min(overlays[0]?.pageCount ?? (header.pageCount || reachable), 0xfffffffe);
  const cache = new PageCache(pageSize, Math.min(pageCount, reachable));
  return {
    header,
    pageCount,
    totalBytes,
    overlays,
    holdsAll: cache.slots >= Math.min(pageCount, reachable),
    page: (number) => {
      if (number < 1 || number > pageCount)
        throw new Damage(`there is no page ${number} (the database has ${pageCount})`);
      return cache.page(number, (target) => readPage(number, target));
    },
    unchanged: () =>
      database.stamp() === stamp &&
      changeCounter(database) === counter &&
      overlays.every((overlay, index) => overlay.stamp() === stamps[index]) &&
      // A journal that appeared is a transaction under way; one that went is a commit.
      sides.every((side) => existsSync(side.path)),
    close: () => {
      for (const file of [database, ...sides]) file.close();
    },
  };
}

/** Bytes 24 to 27 of the file: SQLite counts every commit of rollback mode there. */
function changeCounter(database: EvidenceFile): string {
  const counter = Buffer.alloc(4);
  database.read(counter, 24);
  return counter.toString("hex");
}
