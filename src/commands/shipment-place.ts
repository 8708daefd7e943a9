import { rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Place, placeForm } from "../deliver/place.ts";
import { placeName } from "../deliver/place-name.ts";
import type { Arguments } from "../model/arguments.ts";
import type { InfluxTarget } from "../sinks/influx/target.ts";
import { openStateDirectory } from "../state/directory.ts";
import { type Lock, takeLock } from "../state/lock.ts";
import { loadState, saveState } from "../state/state-file.ts";
import { processFacts } from "./process-facts.ts";

/** Options that decide what the rows are. */
const shaping = ["as", "top", "since", "until", "user", "from", "line", "type", "host", "layout", "people"];

const cure = "wait for its end: it sends the same files to the same server";

/** How far sending some files to some server has come, over runs: kept below the state directory. */
export class ShipmentPlace {
  /** Where refused lines are kept. */
  readonly quarantine: string;
  /** Whether another run could go on: standard input cannot be read again. */
  readonly isKept: boolean;
  /** The file that keeps it; without it, another run begins anew. */
  readonly path: string;
  readonly #lock: Lock | undefined;

  /** Throws E_USAGE when another process is sending the same to the same server. */
  constructor(state: string, given: Arguments, paths: readonly string[], target: InfluxTarget) {
    const folder = join(state, "imports");
    for (const path of [state, folder]) openStateDirectory(path, process.geteuid?.());
    this.isKept = !paths.includes("-");
    const words = [...wordsOf(given), ...wordsOfServer(target), ...paths.map(identityOf)];
    const name = this.isKept ? placeName(words) : `stdin-${process.pid}`;
    this.path = join(folder, name);
    this.quarantine = `${this.path}.refused.jsonl`;
    this.#lock = this.isKept ? takeLock(`${this.path}.lock`, processFacts, cure) : undefined;
  }

  /** Where an earlier run came to; undefined when there was none, or it came to the end. */
  load(say: (message: string) => void): Place | undefined {
    return this.isKept ? loadState(this.path, placeForm, { notice: say }, "sending begins anew") : undefined;
  }

  /** Keeps a place. Throws E_SINK when it cannot. */
  keep(place: Place): void {
    if (this.isKept) saveState(this.path, placeForm, place);
  }

  /** Everything is sent, or to be sent again: the place goes. */
  forget(): void {
    for (const ending of ["", ".bak", ".new", ".old"]) rmSync(this.path + ending, { force: true });
  }

  /** Lets another process send the same. */
  release(): void {
    this.#lock?.release();
  }
}

function wordsOf({ values, switches }: Arguments): readonly string[] {
  return shaping.flatMap((name) => [name, String(switches.has(name)), ...(values.get(name) ?? [])]);
}

function wordsOfServer({ url, database, retentionPolicy, org, bucket }: InfluxTarget): readonly string[] {
  return [url, database ?? "", retentionPolicy ?? "", org ?? "", bucket ?? ""];
}

/** Its device and inode besides its name: a rotated log gets the name of another. It may have grown. */
function identityOf(path: string): string {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${resolve(path)} ${dev}:${ino}`;
  } catch {
    // Reading it will tell what is wrong.
    return resolve(path);
  }
}
