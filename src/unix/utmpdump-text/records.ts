import type { RecordCells } from "../../model/record.ts";
import type { Report } from "../../model/report.ts";
import type { ByteSource } from "../open/byte-source.ts";
import { UtmpdumpTextReader } from "./read-utmpdump-text.ts";

const CHUNK_BYTES = 64 * 1024;

/** The records of a source that holds utmpdump's text; `head` are the bytes already taken from it. */
export async function* textRecords(source: ByteSource, head: Uint8Array, report: Report): AsyncGenerator<RecordCells> {
  const reader = new UtmpdumpTextReader(source.path, report);
  yield* reader.push(head);
  const chunk = new Uint8Array(CHUNK_BYTES);
  for (let length = await source.read(chunk); length > 0; length = await source.read(chunk)) {
    yield* reader.push(chunk.subarray(0, length));
  }
  yield* reader.end();
}
