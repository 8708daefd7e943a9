import type { FormatName } from "../formats/index.ts";
import type { Part } from "./part.ts";

/** What is to be shown of a snapshot and of events, and how. */
export interface View {
  readonly format: FormatName;
  /** Only line protocol can hold more than one: each is a measurement there. */
  readonly parts: readonly Part[];
  /** `--host`: the computer's name; absent: no `host` in the rows, for Telegraf adds its own. */
  readonly computer?: string;
  /** Table: terminal cells of a line. */
  readonly width?: number;
  /** Compiled selection; null keeps every session. */
  readonly selection: Uint8Array | null;
  /** `all`: sessions that are closing or stale are shown too; they are counted apart in any case. */
  readonly include: "open" | "all";
}
