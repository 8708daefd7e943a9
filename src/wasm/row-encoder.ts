import type { Column } from "../model/column.ts";
import { WhofluxError } from "../model/error.ts";
import { writeColumns } from "./columns.ts";
import type { Core, Encode } from "./core.ts";

/** What becomes of rows: the module's encoder, the column table it works by, and what stands around the rows. */
export interface Encoding {
  readonly syntax: "LineProtocol" | "Json" | "Csv" | "Table" | "Utmpdump" | "Spool" | "Last";
  readonly columns: readonly Column[];
  readonly header: string;
  readonly footer: string;
  /** Bytes to drop from the very first row: the separator that every row starts with. */
  readonly firstRowSkip: number;
}

/** Text collected before it is written: large enough that a system call a piece is nothing, small enough to stay warm. */
const PIECE_BYTES = 128 * 1024;

/** Turns rows into text and hands it on in pieces of whole rows. The bytes of a piece hold until `write` returns. */
export class RowEncoder {
  readonly #core: Core;
  readonly #encode: Encode;
  readonly #encoding: Encoding;
  readonly #write: (bytes: Uint8Array) => void;
  readonly #start: number;
  readonly #end: number;
  #out: number;
  #skip: number;
  #blank = 0;
  #timeless = 0;

  constructor(core: Core, encoding: Encoding, write: (bytes: Uint8Array) => void) {
    const { OUTPUT, OUTPUT_BYTES } = core.regions;
    this.#core = core;
    this.#encoding = encoding;
    this.#write = write;
    this.#encode = core[`encode${encoding.syntax}`];
    this.#start = OUTPUT;
    this.#end = OUTPUT + OUTPUT_BYTES;
    this.#out = OUTPUT;
    this.#skip = encoding.firstRowSkip;
    this.#writeColumns(encoding.columns);
    if (encoding.header !== "") write(Buffer.from(encoding.header));
  }

  /** Rows left out so far because they say nothing at all. */
  get blankRows(): number {
    return this.#blank + this.#core.emptyRows();
  }

  /** Rows left out so far because they have no time that the syntax can write. */
  get timelessRows(): number {
    return this.#timeless + this.#core.rowsWithoutTime();
  }

  /** Goes on with another column table of the same syntax: rows of another layout. */
  changeColumns(columns: readonly Column[]): void {
    this.#blank = this.blankRows;
    this.#timeless = this.timelessRows;
    this.#writeColumns(columns);
  }

  /** Encodes the first `count` rows of ROWS. Throws E_FORMAT when one row is longer than OUTPUT. */
  rows(count: number): void {
    let first = 0;
    while (first < count) {
      this.#out = this.#encode(first, count - first, this.#out, this.#end);
      const done = this.#core.encodedRows();
      first += done;
      if (first === count) break;
      if (done === 0 && this.#out === this.#start)
        throw new WhofluxError("E_FORMAT", "a row is too long to be written");
      this.flush();
    }
    if (this.#out - this.#start >= PIECE_BYTES) this.flush();
  }

  /** Writes what was collected. */
  flush(): void {
    const piece = this.#core.bytes.subarray(this.#start + this.#skip, this.#out);
    if (this.#out === this.#start) return;
    this.#skip = 0;
    this.#out = this.#start;
    this.#write(piece);
  }

  #writeColumns(columns: readonly Column[]): void {
    const { memory, COLUMNS, LITERALS } = this.#core.regions;
    const { count, rowBytes } = writeColumns({ memory, columns: COLUMNS, literals: LITERALS }, columns);
    this.#core.setColumns(count, rowBytes);
  }

  /** Writes the rest and the footer. */
  end(): void {
    this.flush();
    if (this.#encoding.footer !== "") this.#write(Buffer.from(this.#encoding.footer));
  }
}
