import type { SessionCells } from "../model/session.ts";
import type { StateForm } from "../state/state-file.ts";
import { cellsOf, cellTexts } from "./cell-text.ts";
import { type ToldMoment, toldMomentsOf } from "./told-moments.ts";

/** A session of logind's that was there when it was looked at last. */
export interface KnownSession {
  /** logind's number, given again after a boot. */
  readonly id: string;
  /** Its login, else when it was first seen: microseconds since 1970. */
  readonly from: bigint;
  /**
   * `told`: its login was told, or was before following began; `log`: a log of logins tells of it; `waiting`: a log of
   * logins may tell of it yet.
   */
  readonly standing: "told" | "log" | "waiting";
  /** What its rows have in common. */
  readonly cells: SessionCells;
}

/** Everything that telling logins by difference needs to go on: plain data, saved as one. */
export interface LogindState {
  readonly root: string;
  /** The kernel's id of the boot; absent where it cannot be read. */
  readonly boot?: string;
  /** Absent before logind was looked at for the first time. */
  readonly sessions?: readonly KnownSession[];
  /** The moments that were told last. */
  readonly told: readonly ToldMoment[];
}

/** What is written now; a state of another number, or of other logs, is not read. */
const VERSION = "logind 1";
/** More sessions than that are no users of one machine. */
const MOST = 200_000;
const standings = ["told", "log", "waiting"] as const;

/** The state of logind's sessions, as text. */
export const logindForm: StateForm<LogindState> = { textOf, stateOf };

function textOf({ sessions, ...state }: LogindState): string {
  const known = sessions?.map(({ from, cells, ...session }) => ({
    ...session,
    from: String(from),
    cells: cellTexts(cells),
  }));
  return JSON.stringify({ version: VERSION, ...state, sessions: known });
}

function stateOf(text: string): LogindState {
  const { version, root, boot, sessions, told } = recordOf(JSON.parse(text), "the state");
  if (version !== VERSION) throw new Error(`version ${String(version).slice(0, 20)}, expected ${VERSION}`);
  if (typeof root !== "string" || !/^[^\0]{1,4096}$/.test(root)) throw new Error("root: no path");
  if (boot !== undefined && (typeof boot !== "string" || !BOOT_ID.test(boot))) throw new Error("boot: no id");
  if (sessions !== undefined && (!Array.isArray(sessions) || sessions.length > MOST))
    throw new Error("sessions: no list");
  return {
    root,
    told: toldMomentsOf(told),
    ...(boot === undefined ? {} : { boot }),
    ...(sessions === undefined ? {} : { sessions: sessions.map(sessionOf) }),
  };
}

/** As the kernel writes it. */
export const BOOT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function sessionOf(raw: unknown): KnownSession {
  const { id, from, standing: word, cells: texts } = recordOf(raw, "a session");
  const standing = standings.find((one) => one === word);
  const cells = cellsOf(recordOf(texts, "cells"));
  if (typeof id !== "string" || !/^[\w-]{1,255}$/.test(id)) throw new Error("a session: no number");
  if (typeof from !== "string" || !/^-?\d{1,18}$/.test(from)) throw new Error("a session: no time");
  if (standing === undefined || cells === undefined) throw new Error("a session: not as it is written");
  return { id, from: BigInt(from), standing, cells };
}

function recordOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new Error(`${what}: no object`);
}
