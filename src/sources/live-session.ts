import type { SessionCells, SessionState } from "../model/session.ts";

/** A session that is open now, as cells of a row: `time` is the moment of the snapshot, in microseconds like all times. */
export type LiveSession = SessionCells & {
  /** Its id, the same from snapshot to snapshot. */
  readonly session: string | Uint8Array;
  readonly username: string | Uint8Array;
  readonly state: SessionState;
  /** The sources that know it, in the order of their table, separated by a space. */
  readonly sources: string;
};
