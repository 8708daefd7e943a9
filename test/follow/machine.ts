import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { FollowOptions } from "../../src/follow/follow-options.ts";
import type { FollowState } from "../../src/follow/follow-state.ts";
import { Follower } from "../../src/follow/follower.ts";
import { followForm } from "../../src/follow/state-text.ts";
import { loadState, saveState } from "../../src/state/state-file.ts";
import { inFolder } from "../kit/databases.ts";
import { type WriterRecord, writeRecords } from "../kit/utmp-writer.ts";
import { core, type EventText, eventsInStays } from "./events.ts";

/** A moment long after every file of the tests was written. */
const LATER = 4_000_000_000_000;

/** What one poll gave. */
export interface Polled {
  readonly events: readonly EventText[];
  /** What was told besides, one line each, the machine's own folder taken out. */
  readonly words: readonly string[];
  readonly state: FollowState;
  readonly rest: "more" | "none";
}

/** A machine in a folder, whose logs are written, rotated and followed. */
export class Machine {
  readonly root: string;
  readonly #options: Partial<FollowOptions>;
  /** What the clock of the follower says, milliseconds since 1970. */
  now = LATER;
  state: FollowState | undefined;
  /** What happens when the first events of the next poll are told. */
  meanwhile: (() => void) | undefined;

  constructor(root: string, options: Partial<FollowOptions>) {
    this.root = root;
    this.#options = options;
    mkdirSync(join(root, "var/log"), { recursive: true });
    mkdirSync(join(root, "etc"));
  }

  /** Where a path of the machine is for us. */
  at(path: string): string {
    return join(this.root, path);
  }

  /** Appends records, of the usual Linux layout. */
  append(path: string, ...records: readonly WriterRecord[]): void {
    this.appendBytes(path, writeRecords("linux-384-le", records));
  }

  appendBytes(path: string, bytes: Uint8Array): void {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    appendFileSync(this.at(path), bytes);
  }

  /** Compresses a rotated file as logrotate does, keeping its time. */
  compress(path: string): void {
    const { atime, mtime } = statSync(this.at(path));
    writeFileSync(this.at(`${path}.gz`), gzipSync(readFileSync(this.at(path))));
    utimesSync(this.at(`${path}.gz`), atime, mtime);
    rmSync(this.at(path));
  }

  /** Polls with a follower that knows nothing but the saved state, as after a restart. */
  async poll(options: Partial<FollowOptions> = {}): Promise<Polled> {
    const words: string[] = [];
    const say = (message: string): void => {
      words.push(message.replaceAll(this.root, ""));
    };
    const report: FollowOptions["report"] = {
      notice: say,
      fail: (error) => say(error.message),
      skip: ({ path, start, end, reason }) => say(`${path}: ${start}-${end} ${reason}`),
    };
    const path = this.at("state");
    if (this.state !== undefined) saveState(path, followForm, this.state);
    const state = existsSync(path) ? loadState(path, followForm, report) : undefined;
    const all = { failedNames: "all", start: "all", ...this.#options, ...options } as const;
    const events: EventText[] = [];
    const follower = new Follower(core, { ...all, root: this.root, report, now: () => this.now }, state);
    const { state: reached, rest } = await follower.poll((count) => {
      events.push(...eventsInStays(count));
      this.meanwhile?.();
      this.meanwhile = undefined;
    });
    this.state = reached;
    return { events, words, state: reached, rest };
  }
}

/** Runs `body` with a machine of its own. */
export function onMachine(
  body: (machine: Machine) => Promise<void>,
  options: Partial<FollowOptions> = {},
): Promise<void> {
  return inFolder((folder) => body(new Machine(join(folder, "root"), options)));
}
