import type { SessionCells } from "../model/session.ts";
import type { StateForm } from "../state/state-file.ts";
import { cellsOf, cellTexts } from "./cell-text.ts";
import type { LastMoment } from "./database-moments.ts";
import type { Fingerprint } from "./fingerprint.ts";
import { FINGERPRINT_BYTES } from "./fingerprint.ts";
import type { FollowState, LogState } from "./follow-state.ts";
import type { FileIdentity, Position } from "./position.ts";
import type { RowsSeen } from "./rows-seen.ts";
import { toldMomentsOf } from "./told-moments.ts";

/** What is written now; a state of another number is not read. */
const VERSION = 1;

/** As many as pairing keeps open. */
const MAX_OPEN = 16384;

/** The state of the login files of a Unix system, as text. */
export const followForm: StateForm<FollowState> = { textOf, stateOf };

function textOf({ root, salt, logs, told }: FollowState): string {
  const kept = Object.entries(logs).map(([path, log]) => [path, logText(log)]);
  return JSON.stringify({ version: VERSION, root, salt, told, logs: Object.fromEntries(kept) });
}

function logText({ open, oldTime, since, ...log }: LogState): object {
  return {
    ...log,
    open: open.map(cellTexts),
    ...(oldTime === undefined ? {} : { oldTime: String(oldTime) }),
    ...(since === undefined ? {} : { since: String(since) }),
  };
}

function stateOf(text: string): FollowState {
  const raw = record(JSON.parse(text), "the state");
  if (raw.version !== VERSION) throw new Error(`version ${String(raw.version).slice(0, 20)}, expected ${VERSION}`);
  const logs = Object.entries(record(raw.logs, "logs")).map(([path, log]) => [path, logOf(record(log, "a log"))]);
  return {
    root: matching(raw.root, /^[^\0]{1,4096}$/, "root"),
    salt: matching(raw.salt, /^[0-9a-f]{32}$/, "salt"),
    logs: Object.fromEntries(logs) as Record<string, LogState>,
    ...(raw.told === undefined ? {} : { told: toldMomentsOf(raw.told) }),
  };
}

function logOf(raw: Raw): LogState {
  if (!Array.isArray(raw.open) || raw.open.length > MAX_OPEN) throw new Error("open: no list of sessions");
  if (typeof raw.isDown !== "boolean") throw new Error("isDown: neither true nor false");
  return {
    open: raw.open.map(sessionOf),
    isDown: raw.isDown,
    ...(raw.oldTime === undefined ? {} : { oldTime: timeOf(raw.oldTime, "oldTime") }),
    ...(raw.position === undefined ? {} : { position: positionOf(record(raw.position, "position")) }),
    ...(raw.live === undefined ? {} : { live: identityOf(record(raw.live, "live")) }),
    ...(raw.rows === undefined ? {} : { rows: rowsOf(record(raw.rows, "rows")) }),
    ...(raw.partly === undefined ? {} : { partly: partOf(record(raw.partly, "partly")) }),
    ...(raw.since === undefined ? {} : { since: timeOf(raw.since, "since") }),
    ...(raw.isMissing === true ? { isMissing: true as const } : {}),
  };
}

function sessionOf(raw: unknown): SessionCells {
  const cells = cellsOf(record(raw, "a session"));
  if (cells === undefined) throw new Error("a session: a cell that none has");
  return cells;
}

const DIGITS = /^-?\d{1,20}$/;

function timeOf(raw: unknown, what: string): bigint {
  const time = BigInt(matching(raw, DIGITS, what));
  if (BigInt.asIntN(64, time) !== time) throw new Error(`${what}: no time`);
  return time;
}

function partOf(raw: Raw): LastMoment {
  return { key: matching(raw.key, /^[ -~]{1,120}$/, "partly"), time: matching(raw.time, DIGITS, "partly") };
}

function identityOf(raw: Raw): FileIdentity {
  return {
    device: matching(raw.device, DIGITS, "device"),
    inode: matching(raw.inode, DIGITS, "inode"),
    born: matching(raw.born, DIGITS, "born"),
    size: natural(raw.size, "size"),
    modified: matching(raw.modified, DIGITS, "modified"),
  };
}

function positionOf(raw: Raw): Position {
  return {
    ...identityOf(raw),
    head: headOf(record(raw.head, "head")),
    offset: natural(raw.offset, "offset"),
    ...(raw.layout === undefined ? {} : { layout: matching(raw.layout, /^[\w-]{1,40}$/, "layout") }),
  };
}

function headOf(raw: Raw): Fingerprint {
  const bytes = natural(raw.bytes, "head");
  if (bytes > FINGERPRINT_BYTES) throw new Error("head: too long");
  return { bytes, hash: matching(raw.hash, /^[0-9a-f]{32}$/, "hash") };
}

function rowsOf(raw: Raw): RowsSeen {
  if (!Array.isArray(raw.openIds)) throw new Error("openIds: no list");
  return {
    stamp: matching(raw.stamp, /^[\d:|.-]{0,400}$/, "stamp"),
    lastId: matching(raw.lastId, DIGITS, "lastId"),
    lastLogin: matching(raw.lastLogin, DIGITS, "lastLogin"),
    modified: matching(raw.modified, DIGITS, "modified"),
    latest: matching(raw.latest, DIGITS, "latest"),
    openIds: raw.openIds.map((id) => matching(id, DIGITS, "openIds")),
  };
}

type Raw = Readonly<Record<string, unknown>>;

function record(value: unknown, what: string): Raw {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Raw;
  throw new Error(`${what}: no object`);
}

function matching(value: unknown, pattern: RegExp, what: string): string {
  if (typeof value === "string" && pattern.test(value)) return value;
  throw new Error(`${what}: not as it is written`);
}

function natural(value: unknown, what: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new Error(`${what}: no whole number`);
}
