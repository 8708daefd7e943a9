/**
 * Rows in batches: `next` fills ROWS and returns how many rows are there, 0 at the end. The rows hold until the next
 * call. A promise is returned only when the bytes are not at hand, so that plain files cost no event loop turns.
 */
export interface Batches {
  next(): number | Promise<number>;
  close(): void;
}

/**
 * A stretch of a file that gave no records, in bytes of the decompressed file: damaged, a record that the file's end
 * cuts, or a hole in a sparse file.
 */
export interface Skip {
  readonly start: bigint;
  readonly end: bigint;
  readonly reason: "damaged" | "partial" | "hole";
}
