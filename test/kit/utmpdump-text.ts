import type { RecordCells } from "../../src/model/record.ts";
import type { SkipReport } from "../../src/model/report.ts";
import { UtmpdumpTextReader } from "../../src/unix/utmpdump-text/read-utmpdump-text.ts";

/** Everything a reading of utmpdump's text gave. */
export interface TextReading {
  readonly records: readonly RecordCells[];
  readonly skips: readonly SkipReport[];
}

/** Reads text, one byte per character, in chunks of the given sizes, over and over; without sizes in one piece. */
export function readText(text: string, cuts: readonly number[] = [text.length]): TextReading {
  const bytes = Buffer.from(text, "latin1");
  const records: RecordCells[] = [];
  const skips: SkipReport[] = [];
  const reader = new UtmpdumpTextReader("text", { skip: (skip) => skips.push(skip) });
  for (let at = 0, index = 0; at < bytes.length; index += 1) {
    const size = cuts[index % cuts.length] ?? 1;
    records.push(...reader.push(bytes.subarray(at, at + size)));
    at += size;
  }
  records.push(...reader.end());
  return { records: records.map((record) => ({ ...record, ...plainBytes(record) })), skips };
}

/** Buffers as plain arrays of bytes, which compare by content. */
function plainBytes({ addr }: RecordCells): RecordCells {
  return addr instanceof Uint8Array ? { addr: Uint8Array.from(addr) } : {};
}
