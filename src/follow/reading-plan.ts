import { compareAges } from "../unix/inputs/rotation.ts";
import type { Notice } from "../unix/open/byte-source.ts";
import { begins } from "./fingerprint.ts";
import { openLog } from "./open-log.ts";
import { type FileIdentity, isSameFile, isUntouched, type Position } from "./position.ts";
import { type RotatedFile, rotatedFiles } from "./rotated-set.ts";

/** One file to read. */
export interface Step {
  readonly path: string;
  readonly identity: FileIdentity;
  /** Where to begin: the position that is gone on from; absent: at its first byte. */
  readonly from?: Position;
  /** `growing`: the log itself; `complete`: a file it was moved or copied to. */
  readonly state: "growing" | "complete";
}

/** The files to read, in the order of their records. */
export interface Plan {
  readonly steps: readonly Step[];
  /** What was read before is read again: what was open then is not to be open twice. */
  readonly isAgain?: true;
  /** The rotated files that the plan was made from; absent: it needs none of them. */
  readonly rotated?: readonly RotatedFile[];
}

/** The log at its path, now. */
export interface LiveLog {
  readonly path: string;
  /** Undefined: no file is there. */
  readonly identity: FileIdentity | undefined;
}

/** Everything that there is of a log, oldest file first. */
export async function planWhole({ path, identity }: LiveLog, notice: Notice): Promise<Plan> {
  const rotated = rotatedFiles(path);
  return { steps: [...(await distinct(rotated, notice)).map(complete), ...growing(path, identity)], rotated };
}

/**
 * What follows a position: the rest of the file it is in, wherever that is now, then the files behind it, then the log.
 * Undefined when the log is gone and its file is not found. `notice` is told of what may be lost.
 */
export async function planNext(live: LiveLog, position: Position, notice: Notice): Promise<Plan | undefined> {
  const { path, identity } = live;
  const say: Notice = (message) => notice(`${path}: ${message}`);
  const standing = identity === undefined ? "other" : await standingOf(path, identity, position, notice);
  if (identity !== undefined && standing === "same") {
    return { steps: [{ path, identity, from: position, state: "growing" }] };
  }
  const rotated = rotatedFiles(path);
  const moved = await findMoved(rotated, position, notice);
  if (moved !== undefined) {
    if (identity !== undefined && isSameFile(identity, position) && !isSameFile(moved, position)) {
      say(
        `emptied in place; read on in ${moved.path}, where what was written behind the copying is missing, if anything was`,
      );
    }
    const behind = rotated.filter(({ age }) => compareAges(moved.age, age) < 0);
    if (identity === undefined && behind.length === 0 && isUntouched(moved, position)) return { steps: [] };
    const rest: Step = { path: moved.path, identity: moved, from: position, state: "complete" };
    return { steps: [rest, ...(await distinct(behind, notice)).map(complete), ...growing(path, identity)], rotated };
  }
  if (identity === undefined) return undefined;
  if (standing === "cut") {
    say(`cut from ${position.offset} bytes to ${identity.size}; read again from its start`);
    return { steps: growing(path, identity), isAgain: true, rotated };
  }
  if (position.offset > 0) {
    const what = isSameFile(identity, position) ? "emptied or written anew" : "another file than before";
    say(
      `${what}, and no rotated file goes on behind byte ${position.offset}: what followed there is lost, if anything did`,
    );
  }
  const later = await behindOurs(rotated, position, notice);
  return { steps: [...(await distinct(later, notice)).map(complete), ...growing(path, identity)], rotated };
}

/** Files written after a position that is in none of them; a copy of less than what was read of ours holds nothing new. */
async function behindOurs(
  rotated: readonly RotatedFile[],
  position: Position,
  notice: Notice,
): Promise<readonly RotatedFile[]> {
  const behind: RotatedFile[] = [];
  for (const file of rotated) {
    if (BigInt(file.modified) <= BigInt(position.modified)) continue;
    const [head] = position.head.bytes === 0 ? [] : await headOf(file.path, file, notice);
    if (head === undefined || !begins(head, position.head)) behind.push(file);
  }
  return behind;
}

function complete(file: RotatedFile): Step {
  return { path: file.path, identity: file, state: "complete" };
}

function growing(path: string, identity: FileIdentity | undefined): Step[] {
  return identity === undefined ? [] : [{ path, identity, state: "growing" }];
}

/**
 * `same`: the file of the position, or a copy put back in its place; `cut`: that file, but shorter than it was; `empty`:
 * that file, of which nothing had been read. Throws
 * what opening it throws: a log that may not be read today is not another one.
 */
async function standingOf(
  path: string,
  identity: FileIdentity,
  position: Position,
  notice: Notice,
): Promise<"same" | "cut" | "empty" | "other"> {
  const isSame = isSameFile(identity, position);
  if (position.head.bytes === 0) return isSame ? "empty" : "other";
  const { head, size = Number.POSITIVE_INFINITY, close } = await openLog(path, identity, notice);
  close();
  if (!begins(head, position.head)) return "other";
  if (size >= position.offset) return "same";
  return isSame ? "cut" : "other";
}

/** The rotated file that a position is in: by its identity, else by its first bytes (a copy, or compressed since). */
async function findMoved(
  rotated: readonly RotatedFile[],
  position: Position,
  notice: Notice,
): Promise<RotatedFile | undefined> {
  const isOurs = async (file: RotatedFile): Promise<boolean> => {
    const [head, size] = await headOf(file.path, file, notice);
    return begins(head, position.head) && size >= position.offset;
  };
  const same = rotated.find((file) => isSameFile(file, position));
  if (same !== undefined && (await isOurs(same))) return same;
  if (position.head.bytes === 0) return undefined;
  // Copying and compressing keep the time of the last write or renew it; some tools cut it to whole seconds. Older files
  // are looked at last: only where the clock was set back can ours be among them.
  const since = BigInt(position.modified) / NANOSECONDS;
  const isLater = (file: RotatedFile): boolean => BigInt(file.modified) / NANOSECONDS >= since;
  const [later, older] = [rotated.filter(isLater), rotated.filter((file) => !isLater(file))];
  for (const file of [...later.toReversed(), ...older.toReversed()]) if (await isOurs(file)) return file;
  return undefined;
}

/** Of files that are of one age and begin alike (compressed, the original not yet removed) the first. */
async function distinct(files: readonly RotatedFile[], notice: Notice): Promise<RotatedFile[]> {
  const kept: RotatedFile[] = [];
  for (const file of files) {
    const last = kept.at(-1);
    const isTwin = last !== undefined && compareAges(last.age, file.age) === 0;
    if (isTwin && (await beginAlike(last, file, notice))) continue;
    kept.push(file);
  }
  return kept;
}

async function beginAlike(a: RotatedFile, b: RotatedFile, notice: Notice): Promise<boolean> {
  const [one] = await headOf(a.path, a, notice);
  const [other] = await headOf(b.path, b, notice);
  return Buffer.compare(one, other) === 0;
}

const NANOSECONDS = 1_000_000_000n;

/** The first bytes of a file and how many it has, which of a compressed one is not known; nothing when it cannot be read. */
async function headOf(path: string, identity: FileIdentity, notice: Notice): Promise<[head: Uint8Array, size: number]> {
  try {
    const log = await openLog(path, identity, notice);
    log.close();
    return [log.head, log.size ?? Number.POSITIVE_INFINITY];
  } catch {
    return [new Uint8Array(), 0];
  }
}
