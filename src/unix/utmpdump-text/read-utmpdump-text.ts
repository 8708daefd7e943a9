import type { RecordCells } from "../../model/record.ts";
import type { Report } from "../../model/report.ts";
import { cleanedLine, isSilentLine } from "../utmpdump-text.ts";
import { parseUtmpdumpLine } from "./line.ts";

/** Longest line that is looked at: the widest record takes about 460 bytes. */
const LINE_BYTES = 4096;

const NEWLINE = 0x0a;

const NO_RECORD = "not a line of utmpdump: expected eight fields in brackets";
/**
 * Reads utmpdump's text in chunks cut at any byte, with LF or CRLF line ends, in constant memory.
 *
 * Records have layout `utmpdump` and the offset of their line. All date styles are read; a time whose zone or year the
 * text does not tell is absent, never a guess. Lines that are no record, or longer than 4 KiB, are skipped;
 * `report` hears of them, and of records that were delivered without their time or address.
 */
export class UtmpdumpTextReader {
  private readonly path: string;
  private readonly report: Pick<Report, "skip">;
  private readonly line = Buffer.alloc(LINE_BYTES);
  private length = 0;
  /** Offset of the line that is being collected, and of the next byte. */
  private start = 0;
  private offset = 0;

  /** `path` is the name to show in messages. */
  constructor(path: string, report: Pick<Report, "skip">) {
    this.path = path;
    this.report = report;
  }

  /** The records whose lines end in this chunk. Run it to its end before the next chunk. */
  *push(chunk: Uint8Array): Generator<RecordCells> {
    for (let at = 0; at < chunk.length; ) {
      const newline = chunk.indexOf(NEWLINE, at);
      const end = newline < 0 ? chunk.length : newline;
      this.collect(chunk.subarray(at, end));
      at = end;
      if (newline < 0) break;
      this.offset += 1;
      at += 1;
      yield* this.finishLine();
    }
  }

  /** The record of a last line without a line end. */
  *end(): Generator<RecordCells> {
    if (this.offset > this.start) yield* this.finishLine();
  }

  private collect(part: Uint8Array): void {
    if (this.length < LINE_BYTES) this.line.set(part.subarray(0, LINE_BYTES - this.length), this.length);
    this.length += part.length;
    this.offset += part.length;
  }

  private *finishLine(): Generator<RecordCells> {
    const { start, offset: end, length } = this;
    const place = { path: this.path, start: BigInt(start) };
    this.start = end;
    this.length = 0;
    const text = length <= LINE_BYTES ? cleanedLine(this.line.toString("latin1", 0, length)) : undefined;
    if (text !== undefined && isSilentLine(text)) return;
    const cells = text && parseUtmpdumpLine(text, (reason) => this.report.skip({ ...place, lost: "value", reason }));
    if (cells) yield { ...cells, offset: start };
    else this.report.skip({ ...place, end: BigInt(end), reason: text === undefined ? longLine(length) : NO_RECORD });
  }
}

function longLine(length: number): string {
  return `a line of ${length} bytes (expected at most ${LINE_BYTES})`;
}
