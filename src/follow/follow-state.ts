import { randomBytes } from "node:crypto";
import type { Kept } from "../wasm/pairing.ts";
import type { LastMoment } from "./database-moments.ts";
import type { FileIdentity, Position } from "./position.ts";
import type { RowsSeen } from "./rows-seen.ts";
import type { ToldMoment } from "./told-moments.ts";

/** How far one log has been read, and what pairing knew there. */
export interface LogState extends Kept {
  /**
   * A file of records: the last one that a record was read of, also when an empty one has taken its place since. Absent:
   * no record was there yet, so all that will be is new.
   */
  readonly position?: Position;
  /** The log at its path, as it was when all that it held had been read; absent while it was not there. */
  readonly live?: FileIdentity;
  /** A database: its rows that were told. */
  readonly rows?: RowsSeen;
  /** A database that is not told to its end yet: of what is new since `rows`, the last that was told. */
  readonly partly?: LastMoment;
  /** The log is not where it was; that has been said. */
  readonly isMissing?: true;
  /** What it holds is not told to its end yet; of what is before this moment, in µs, nothing is told till then. */
  readonly since?: bigint;
}

/** A log that is not there yet. */
export const noLog: LogState = { open: [], isDown: false };

/** Everything that following needs to go on: plain data, saved as one (../state/state-file.ts). */
export interface FollowState {
  /** The root file system that was followed. */
  readonly root: string;
  /** 32 hexadecimal digits, for the hashes of names. */
  readonly salt: string;
  /** By the log's path inside the root. */
  readonly logs: Readonly<Record<string, LogState>>;
  /** The moments that were told last, for who numbers events. */
  readonly told?: readonly ToldMoment[];
}

/** The state before the first poll: nothing is known but the salt, which is made here. */
export function freshState(root: string): FollowState {
  return { root, salt: randomBytes(16).toString("hex"), logs: {} };
}
