import type { EvidenceFile } from "./evidence-file.ts";

/** Pages that a side file holds instead of the database: newer ones (write-ahead log) or older ones (rollback journal). */
export interface Overlay {
  readonly file: EvidenceFile;
  readonly kind: "write-ahead log" | "rollback journal";
  readonly pageSize: number;
  /** Pages the database has with this overlay in place. */
  readonly pageCount: number;
  /** Page number to the byte offset of the page in `file`. */
  readonly offsets: ReadonlyMap<number, number>;
  /** Changes when what was read from `file` may no longer be there. */
  stamp(): string;
}
