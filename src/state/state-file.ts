import { createHash } from "node:crypto";
import {
  closeSync,
  constants,
  copyFileSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { WhofluxError } from "../model/error.ts";
import type { Report } from "../model/report.ts";

//  A state file is two lines: the state, and `sha256` of the first line. Three names beside each other:
//
//    PATH      the newest state        PATH.bak   the one before        PATH.new, PATH.old   only while saving
//
//  A new state is complete and on disk under PATH.new before a rename makes it PATH, and PATH is there at every moment:
//  the one before gets its second name by a hard link. However saving is cut short, PATH or PATH.bak can be loaded.

/** How a state of some kind is written: as one line of JSON. */
export interface StateForm<State> {
  textOf(state: State): string;
  /** The state behind a text. Throws with what is wrong: every value is checked, whoever wrote it. */
  stateOf(text: string): State;
}

/** A state with every session that can be open is a tenth of this. */
const MAX_BYTES = 128 * 1024 * 1024;

/**
 * Loads a state; undefined when there is none yet, or none that can be used: then `report` is told why, and what follows
 * from it (`otherwise`). A damaged file is made up for by the state before it.
 */
export function loadState<State>(
  path: string,
  form: StateForm<State>,
  report: Pick<Report, "notice">,
  otherwise = "following begins anew",
): State | undefined {
  const reasons: string[] = [];
  for (const name of [path, `${path}.bak`]) {
    try {
      const state = readState(name, form);
      if (reasons.length > 0) report.notice(`${reasons[0]}; going on from the state before it, ${name}`);
      return state;
    } catch (error) {
      reasons.push(`${name}: ${problemOf(error)}`);
      if (codeOf(error) === "ENOENT") reasons.pop();
    }
  }
  if (reasons.length > 0) report.notice(`${reasons.join("; ")}; ${otherwise}`);
  return undefined;
}

/** Saves a state, durably and as a whole, for the owner only. Throws E_SINK; what was saved before is then untouched. */
export function saveState<State>(path: string, form: StateForm<State>, state: State): void {
  try {
    for (const step of savingSteps(path, form, state)) step();
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new WhofluxError("E_SINK", "the state cannot be saved", { path, found, cause });
  }
}

/** Saving step by step, each of which may be the last one: a process can end between any two. */
export function savingSteps<State>(path: string, form: StateForm<State>, state: State): readonly (() => void)[] {
  const fresh = `${path}.new`;
  const spare = `${path}.old`;
  return [
    () => rmSync(fresh, { force: true }),
    () => writeDurably(fresh, form.textOf(state)),
    () => rmSync(spare, { force: true }),
    () => {
      // A damaged file must not push out the sound one behind it.
      if (isSound(path, form)) secondName(path, spare);
    },
    () => {
      if (isSound(spare, form)) renameSync(spare, `${path}.bak`);
    },
    // A rename between two names of one file, which saving that was cut short leaves, does nothing.
    () => rmSync(spare, { force: true }),
    () => renameSync(fresh, path),
    () => syncFolder(dirname(path)),
  ];
}

function readState<State>(path: string, form: StateForm<State>): State {
  const fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(fd);
    if (!stats.isFile()) throw new Error("is no file");
    if (stats.size > MAX_BYTES) throw new Error(`${stats.size} bytes are no state`);
    const [text = "", seal = ""] = readFileSync(fd, "utf8").split("\n");
    if (seal !== sealOf(text)) throw new Error("damaged, its checksum differs");
    return form.stateOf(text);
  } finally {
    closeSync(fd);
  }
}

function isSound<State>(path: string, form: StateForm<State>): boolean {
  try {
    readState(path, form);
    return true;
  } catch {
    return false;
  }
}

function writeDurably(path: string, text: string): void {
  const fd = openSync(path, "wx", 0o600);
  try {
    writeFileSync(fd, `${text}\n${sealOf(text)}\n`);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function sealOf(text: string): string {
  return `sha256 ${createHash("sha256").update(text).digest("hex")}`;
}

/** Some file systems have no hard links. */
function secondName(path: string, other: string): void {
  try {
    linkSync(path, other);
  } catch {
    copyFileSync(path, other, constants.COPYFILE_EXCL);
  }
}

/** Makes names in a folder durable; where a directory cannot be synced (Windows), the system sees to that. */
export function syncFolder(folder: string): void {
  let fd: number;
  try {
    fd = openSync(folder, constants.O_RDONLY);
  } catch {
    return;
  }
  try {
    fsyncSync(fd);
  } catch (error) {
    if (codeOf(error) === "EIO") throw error;
  } finally {
    closeSync(fd);
  }
}

function problemOf(error: unknown): string {
  if (error instanceof SyntaxError) return "is no JSON";
  return error instanceof Error ? error.message : String(error);
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code;
}
