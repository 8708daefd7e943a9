/** Rows in, text out. */
export interface RowOutput {
  /** Takes the first `count` records of ROWS, which are of the file `path`. */
  write(count: number, path: string): void;
  /** Writes the end of the document, also when there was no row. */
  end(): void;
  /** What could not be said, as sentences. */
  leftOut(): readonly string[];
}
