import { appendFileSync, mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { LogindFeed } from "../../src/collect/logind-feed.ts";
import type { View } from "../../src/collect/view.ts";
import { logindForm } from "../../src/follow/logind-state.ts";
import type { FollowStart } from "../../src/model/follow-start.ts";
import { layouts } from "../../src/unix/layouts/index.ts";
import { createCore } from "../../src/wasm/core.ts";
import { inFolder } from "../kit/databases.ts";

const view: View = { format: "line-protocol", parts: ["events"], selection: null, include: "open" };
/** Where logind keeps its sessions. */
export const SESSIONS = "run/systemd/sessions";
/** 5 January 2026, noon, in seconds. */
export const NOON = 1_767_614_400;

/** A Debian as it is installed: logind, and no log of logins. */
export class Host {
  readonly root: string;
  /** Seconds since 1970. */
  now = NOON;
  start: FollowStart = "now";
  faults: string[] = [];
  #saved: string | undefined;

  constructor(root: string) {
    this.root = root;
    for (const folder of [SESSIONS, "run/systemd/seats", "var/log", "proc/sys/kernel/random", "proc/1"]) {
      mkdirSync(join(root, folder), { recursive: true });
    }
    writeFileSync(join(root, "run/systemd/seats/seat0"), "");
    this.boot("1");
  }

  boot(digit: string): void {
    const id = `${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`;
    writeFileSync(join(this.root, "proc/sys/kernel/random/boot_id"), `${id}\n`);
  }

  login(id: string, user: string, more: Readonly<Record<string, string>> = {}): void {
    const values = {
      UID: "1000",
      USER: user,
      STATE: "active",
      REMOTE: "1",
      TYPE: "tty",
      CLASS: "user",
      REMOTE_HOST: "192.0.2.9",
      SERVICE: "sshd",
      REALTIME: `${this.now}000007`,
      ...more,
    };
    const text = Object.entries(values).map(([key, value]) => `${key}=${value}\n`);
    writeFileSync(join(this.root, SESSIONS, id), text.join(""));
  }

  logout(id: string): void {
    rmSync(join(this.root, SESSIONS, id));
  }

  /** Something is written to wtmp, now. */
  log(path = "var/log/wtmp"): void {
    const file = join(this.root, path);
    appendFileSync(file, Buffer.alloc(384, 1));
    utimesSync(file, this.now, this.now);
  }

  /** The lines of a poll by another process, five seconds later. */
  async poll(): Promise<string[]> {
    this.now += 5;
    this.faults = [];
    const report = { fail: (error: Error) => this.faults.push(error.message) };
    const programs = { busctl: [], loginctl: [] };
    const options = { root: this.root, start: this.start, programs, report, now: () => this.now * 1000 };
    const state = this.#saved === undefined ? undefined : logindForm.stateOf(this.#saved);
    const feed = new LogindFeed(createCore(layouts, "stays"), options, state, view);
    const { text, rest } = await feed.poll();
    assert.is(rest, "none");
    const { state: before } = feed;
    assert.is((await feed.poll()).state, before, "a second look changes nothing");
    this.#saved = logindForm.textOf(before);
    return Buffer.concat(text).toString().split("\n").slice(0, -1);
  }
}

/** Runs `body` with a host of its own. */
export function onHost(body: (host: Host) => Promise<void>): Promise<void> {
  return inFolder((folder) => body(new Host(join(folder, "root"))));
}

/** `action user` of each line. */
export const short = (lines: readonly string[]): string[] =>
  lines.map((line) => /action=(\w+).*username=(\w+)/.exec(line)?.slice(1).join(" ") ?? line);
