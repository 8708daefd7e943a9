import { randomUUID } from "node:crypto";
import {
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { WhofluxError } from "../model/error.ts";
import { type Holder, holderFrom, holderOf, holderText, isAlive, type ProcessFacts } from "./holder.ts";

//  A lock is the file of the highest number: PATH.1, PATH.2, … It tells who holds it, or nobody. Whoever finds that its
//  holder is gone makes the next number by a hard link, which succeeds for one process only; lower numbers are then
//  removed, the highest never is, so that nobody can take a lock by a number that is out of date: who finds a higher one
//  beside his own gives up. Nothing is waited for, and nothing is left to be cleaned up by hand after a kill.
//
//  Where a process cannot be looked at (another container, another machine on a shared folder) it counts as alive while it
//  touches its file, which it does every few seconds. What this cannot tell: a process that was stopped (SIGSTOP) for
//  longer than that in another container; clocks of two machines that differ by more; and, on systems without /proc,
//  another process that got the number of one that was killed: that lock has to be removed by hand.

/** A lock that is held. */
export interface Lock {
  /** Lets go of it; the second time does nothing. */
  release(): void;
}

const TOUCH_MS = 5000;
const ATTEMPTS = 200;
const PAUSE_MS = 10;
/** Without hard links a lock is written after its name is there. */
const WRITING_MS = 1000;
const NOBODY = "nobody";
const standardCure = "stop it, or name another directory with `--state-directory`";

/**
 * Takes the lock of a path, beside which its files are made (`PATH.1`). Throws E_USAGE when another process has it, with
 * `cure`, and E_SINK when no file can be made there. A holder that was killed is no obstacle.
 */
export function takeLock(path: string, facts: ProcessFacts, cure: string = standardCure): Lock {
  const own = `${path}.new-${randomUUID()}`;
  const text = `${holderText(holderOf(facts))}\n`;
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const number = attemptToTake(path, own, text, facts, cure);
      if (number !== undefined) return held(path, number, own, facts);
      pause();
    }
    throw new Error("others took it again and again");
  } catch (cause) {
    if (cause instanceof WhofluxError) throw cause;
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new WhofluxError("E_SINK", "the lock cannot be taken", { path, found, cure: standardCure, cause });
  } finally {
    rmSync(own, { force: true });
  }
}

/** The number of the lock that was taken; undefined: somebody else was quicker. Throws E_USAGE when it is held. */
function attemptToTake(path: string, own: string, text: string, facts: ProcessFacts, cure: string): number | undefined {
  const highest = numbersOf(path).at(-1) ?? 0;
  if (highest > 0) {
    const found = holderAt(`${path}.${highest}`, facts.now());
    if (found === "gone") return undefined;
    if (found !== undefined && isAlive(found.holder, found.touched, facts)) throw taken(path, found, cure);
  }
  const number = highest + 1;
  // Written anew each time: whoever holds the lock may have swept it away.
  writeFileSync(own, text, { mode: 0o600 });
  if (!isMade(own, `${path}.${number}`)) return undefined;
  const numbers = numbersOf(path);
  if (numbers.at(-1) !== number) {
    rmSync(`${path}.${number}`, { force: true });
    return undefined;
  }
  for (const lower of numbers) if (lower < number) rmSync(`${path}.${lower}`, { force: true });
  sweep(path, own);
  return number;
}

function held(path: string, number: number, spare: string, facts: ProcessFacts): Lock {
  const file = `${path}.${number}`;
  const timer = setInterval(() => attempt(() => touch(file, facts.now())), TOUCH_MS).unref();
  let isReleased = false;
  return {
    release() {
      if (isReleased) return;
      isReleased = true;
      clearInterval(timer);
      // What cannot be written any more is told by the end of this process.
      attempt(() => {
        if (numbersOf(path).at(-1) !== number) return;
        writeFileSync(spare, `${NOBODY}\n`, { mode: 0o600 });
        renameSync(spare, file);
      });
    },
  };
}

/** Two that try at once are told apart by the moment. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
}

function touch(file: string, now: number): void {
  const moment = new Date(now);
  utimesSync(file, moment, moment);
}

interface Found {
  readonly holder: Holder;
  readonly touched: number;
  readonly since: number;
}

/** Who holds a lock; undefined: nobody; `gone`: the file is not there any more, or not yet in full. */
function holderAt(file: string, now: number): Found | "gone" | undefined {
  try {
    const { mtimeMs, birthtimeMs, ctimeMs } = lstatSync(file);
    const text = readFileSync(file, "utf8").slice(0, 1000);
    const holder = holderFrom(text);
    if (holder !== undefined) return { holder, touched: mtimeMs, since: birthtimeMs || ctimeMs };
    return text.startsWith(NOBODY) || Math.abs(now - mtimeMs) > WRITING_MS ? undefined : "gone";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "gone";
    throw error;
  }
}

function taken(path: string, { holder, since }: Found, cure: string): WhofluxError {
  const found = `process ${holder.pid}, since ${new Date(since).toISOString().slice(0, 19)}Z`;
  return new WhofluxError("E_USAGE", "another whoflux works here", { path, found, cure });
}

/** Makes a complete file under a name that is free; false: it is not. */
function isMade(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" || code === "ENOENT") return false;
  }
  // No hard links here: a copy that is new is complete in the next moment.
  try {
    copyFileSync(own, file, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** The numbers that are there, the highest last. */
function numbersOf(path: string): number[] {
  const start = `${basename(path)}.`;
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(start) && /^[1-9]\d{0,14}$/.test(name.slice(start.length)))
    .map((name) => Number(name.slice(start.length)))
    .sort((a, b) => a - b);
}

/** What processes left that were killed while they tried. */
function sweep(path: string, own: string): void {
  const folder = dirname(path);
  for (const name of readdirSync(folder)) {
    if (name.startsWith(`${basename(path)}.new-`) && name !== basename(own))
      rmSync(join(folder, name), { force: true });
  }
}

function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // The file system refuses now; who looks at the lock sees by the process what holds.
  }
}
