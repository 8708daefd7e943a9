import type { RecordCells } from "../../model/record.ts";
import type { Report } from "../../model/report.ts";
import type { ByteSource } from "../open/byte-source.ts";
import type { DatabaseInput } from "./page-store.ts";
import { readDatabase } from "./read-database.ts";
import { spoolDatabase } from "./spool.ts";

/**
 * The records of a source that is an SQLite database; `head` are the bytes already taken from it. A plain file is read
 * in place with its journals; what came through a pipe or a compressed file goes to a private nameless copy first.
 */
export async function databaseRecords(
  source: ByteSource,
  head: Uint8Array,
  report: Report,
): Promise<Iterable<RecordCells>> {
  return readDatabase(await inputOf(source, head), report);
}

async function inputOf(source: ByteSource, head: Uint8Array): Promise<DatabaseInput> {
  if (source.container === "plain" && source.path !== "stdin") return { path: source.path };
  let left = head;
  return spoolDatabase({
    path: source.path,
    read: (target) => {
      if (left.length === 0) return source.read(target);
      const length = Math.min(left.length, target.length);
      target.set(left.subarray(0, length));
      left = left.subarray(length);
      return length;
    },
  });
}
