import type { Mark } from "../spool/mark.ts";
import type { Echo } from "./echo.ts";

/** The part of a spool that what comes in needs. */
export interface Lane {
  /** Throws E_SINK, and keeps nothing, where the disk or its cap refuses. */
  append(text: readonly Uint8Array[], mark?: Mark): void;
  status(): { readonly isFull: boolean };
}

/** Where the lines of a daemon go: into spools, from which they are delivered, or to a reader, or both; at least one. */
export interface Outlet {
  readonly lanes?: { readonly samples: Lane; readonly events: Lane };
  readonly echo?: Echo;
}

/** Thrown when the reader has gone: the end of the work, and no failure. */
export class NobodyReads extends Error {}

/** Writes to the reader, if there is one. Throws NobodyReads. */
export async function echoed({ echo }: Outlet, text: readonly Uint8Array[]): Promise<void> {
  if (echo === undefined || text.length === 0) return;
  if ((await echo.write(text)) === "closed") throw new NobodyReads("nobody reads");
}
