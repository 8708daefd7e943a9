import type { RecordCells } from "../../model/record.ts";
import type { Report } from "../../model/report.ts";
import type { ByteSource } from "../open/byte-source.ts";
import type { DatabaseInput } from "./page-store.ts";
import { readDatabase } from "./read-database.ts";
import { spoolDatabase } from "./spool.ts";

/**
 * The records of a source that is an SQLite database; `head` are the bytes already taken from its start. A file that can
 * be opened again is read in place with its journals; anything else (a pipe, a compressed file, standard input) goes to
 * a private nameless copy first.
 */
export async function databaseRecords(
  source: ByteSource,
  head: Uint8Array,
  report: Report,
): Promise<Iterable<RecordCells>> {
  return readDatabase(await inputOf(source, head), report);
}

async function inputOf(source: ByteSource, head: Uint8Array): Promise<DatabaseInput> {
  if (source.canReopen === true) return { path: source.path };
  let taken = 0;
  return spoolDatabase({
    path: source.path,
    get offset() {
      return taken < head.length ? taken : source.offset;
    },
    read: (target) => {
      if (taken === head.length) return source.read(target);
      const part = head.subarray(taken, taken + target.length);
      target.set(part);
      taken += part.length;
      return part.length;
    },
  });
}
