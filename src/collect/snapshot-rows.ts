import type { Entity } from "../model/entity.ts";
import { sessionEntity } from "../model/session-entity.ts";
import type { LiveSession } from "../sources/live-session.ts";
import type { Snapshot } from "../sources/snapshot.ts";
import type { WindowsSnapshot } from "../sources/windows-snapshot.ts";

/** Cells by name, as they are written into rows. */
type Cells = Readonly<Record<string, bigint | number | string | Uint8Array | undefined>>;

/** The sessions of a snapshot as cells of rows. */
export interface SnapshotRows {
  readonly entity: Entity;
  /** Whether the module has to say of which kind they are: Windows says so itself. */
  readonly classify: "module" | "done";
  /** Who is there comes first; then what is over (`past`), and what is nobody (`noise`), which are shown under `--all`. */
  readonly groups: readonly { readonly standing: "open" | "past" | "noise"; readonly cells: readonly Cells[] }[];
}

/** The rows of a snapshot of either platform, all of the moment `time` in µs. */
export function snapshotRows(snapshot: Snapshot, time: bigint): SnapshotRows {
  if (snapshot.platform === "windows") return rowsOfLogons(snapshot, time);
  const [open, past] = [snapshot.sessions.filter(isPresent), snapshot.sessions.filter((one) => !isPresent(one))];
  return {
    entity: sessionEntity,
    classify: "module",
    groups: [
      { standing: "open", cells: cellsAt(open, time) },
      { standing: "past", cells: cellsAt(past, time) },
    ],
  };
}

function rowsOfLogons({ entity, sessions }: WindowsSnapshot, time: bigint): SnapshotRows {
  const groups = (["open", "past", "noise"] as const).map((standing) => {
    const own = sessions.filter((session) => session.standing === standing).map(({ cells }) => cells);
    return { standing, cells: cellsAt(own, time) };
  });
  return { entity, classify: "done", groups };
}

function isPresent({ state }: LiveSession): boolean {
  return state !== "closing" && state !== "stale";
}

function cellsAt(sessions: readonly Cells[], time: bigint): Cells[] {
  return sessions.map((session) => ({ ...session, time, ...durationOf(session, time) }));
}

/** Whole seconds since the login; none when the clock was set back behind it. */
function durationOf({ login_time, state }: Cells, time: bigint): { readonly duration_s?: bigint } {
  if (typeof login_time !== "bigint" || login_time > time || state === "stale") return {};
  return { duration_s: (time - login_time) / 1_000_000n };
}
