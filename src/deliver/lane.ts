import type { Batch, SpoolPlace } from "../spool/batch.ts";
import type { SpoolStatus } from "../spool/spool-options.ts";

/** What delivery needs of a spool. */
export interface Lane {
  /** The next lines behind those taken last; undefined: nothing waits. */
  take(limits: { readonly maxLines: number; readonly maxBytes: number }): Batch | undefined;
  /** Goes back to the last acknowledged place. */
  rewind(): void;
  /** Everything before a place is safe elsewhere. */
  acknowledge(end: SpoolPlace): void;
  status(): SpoolStatus;
  /** Resolves when something was appended, or the spool is closed. */
  grown(): Promise<void>;
}
