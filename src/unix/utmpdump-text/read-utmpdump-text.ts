import type { RecordCells } from "../../model/record.ts";
import { cleanedLine, isSilentLine } from "../utmpdump-text.ts";
import { parseUtmpdumpLine } from "./line.ts";

/** Longest line that is looked at: the widest record takes about 460 bytes. */
const LINE_BYTES = 4096;

const NEWLINE = 0x0a;
/** Where a reading of text says what could not be read. */
export interface TextReport {
  /** Bytes [offset, end) hold no record. */
  skip(offset: number, end: number, reason: string): void;
  /** The record at `offset` was delivered without one of its values. */
  doubt(offset: number, reason: string, cure?: string): void;
}

/**
 * Reads utmpdump's text in chunks cut at any byte, with LF or CRLF line ends, in constant memory.
 *
 * Records have layout `utmpdump` and the offset of their line. All date styles are read; a time whose zone or year the
 * text does not tell is absent, never a guess. Lines that are no record, or longer than 4 KiB, are skipped.
 */
export class UtmpdumpTextReader {
  private readonly report: TextReport;
  private readonly line = Buffer.alloc(LINE_BYTES);
  private length = 0;
  /** Offset of the line that is being collected, and of the next byte. */
  private start = 0;
  private offset = 0;

  constructor(report: TextReport) {
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
    this.start = end;
    this.length = 0;
    if (length > LINE_BYTES) {
      this.report.skip(start, end, `a line of ${length} bytes (expected at most ${LINE_BYTES})`);
      return;
    }
    const text = cleanedLine(this.line.toString("latin1", 0, length));
    if (isSilentLine(text)) return;
    const cells = parseUtmpdumpLine(text, (reason, cure) => this.report.doubt(start, reason, cure));
    if (cells === undefined) this.report.skip(start, end, "not a line of utmpdump: expected eight fields in brackets");
    else yield { ...cells, offset: start };
  }
}
