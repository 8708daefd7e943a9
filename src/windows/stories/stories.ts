//  Events of Windows logs to sessions or events. The rules, each with its golden file (fixtures/golden/windows/stories/):
//
//  - Each event is decided with the ten seconds that follow it in sight, and several that tell the same are one row, which
//    the best of them gives time and number: the Security log's, then the terminal services', then Winlogon's.
//  - Everything is known per computer, and logon ids hold from one of its starts to the next.
//  - Two logons of an administrator, linked or at one moment, are one session.
//  - A logon over RDP whose session is reconnected is no session: the reconnect tells where it came from.
//  - A logon of type 7 or 13 is an unlock of the session that its account has open, and so is 4801: both are one.
//  - Disconnect and reconnect are not logout and login. A disconnect behind the logout says nothing, nor does the same
//    reason twice.
//  - A session ends with the first event that says so: 4647, 4634 of either of its ids, LocalSessionManager 23, Winlogon
//    7002. What says it again later is known.
//  - A shutdown ends everything of its computer. So does a start: as a shutdown when one was asked for, else as a crash.
//  - A logon id or terminal session that is logged on to again ends what was open there: a start was not told.
//  - What only adds to a login (131, 1149, 4648 before it; 4626, 4672, 22 behind it) is no row of its own, and counted.

import type { LogonSessionCells } from "../../model/logon.ts";
import type { WindowsEvent } from "../events/event.ts";
import { decide } from "./decide.ts";
import { Host } from "./host.ts";
import { eventKey, type KeptStories, keepHost, restoreHost } from "./kept.ts";
import { type Moment, momentOf } from "./moment.ts";
import { shortName } from "./origin.ts";
import { type Counts, Scene } from "./scene.ts";
import { sessionRow, type Told } from "./told.ts";

export type { KeptStories } from "./kept.ts";
export type { Counts } from "./scene.ts";
export type { Told } from "./told.ts";

export interface StoriesOptions {
  readonly shape: "events" | "sessions";
  /** Where an earlier run stopped. */
  readonly kept?: KeptStories;
  /** When this computer started, in microseconds: what its events from then on belong to. */
  readonly boot?: { readonly host: string; readonly time: bigint };
}

/** Events that wait to be decided, of all computers. */
const WAITING = 4096;

/** Open sessions of one computer, and of all. */
const OPEN = 16_384;
const OPEN_OF_ALL = 131_072;

const HOSTS = 1024;

/** Microseconds for which a computer may be silent while another one tells, before all of its events are decided. */
const SILENCE = 900_000_000n;

/**
 * Turns events, which come in about the order of their times, into rows: told once, when they are decided. It holds what
 * is open and ten seconds of events, never more than a bound. The rows hold for ever.
 */
export class Stories {
  readonly #shape: "events" | "sessions";
  readonly #boot: StoriesOptions["boot"];
  /** Longest silent first. */
  readonly #scenes = new Map<string, Scene>();
  readonly #settled = new Map<string, bigint>();
  readonly #counts: Counts;
  #told: Told[] = [];
  #waiting = 0;
  #open = 0;
  #latest = "";

  constructor({ shape, kept, boot }: StoriesOptions) {
    this.#shape = shape;
    this.#boot = boot;
    this.#counts = kept === undefined ? { used: 0, loose: 0, putOut: 0 } : { ...kept.counts };
    for (const [channel, record] of kept?.settled ?? []) this.#settled.set(channel, BigInt(record));
    for (const host of kept?.hosts ?? []) this.#enter(restoreHost(host));
    for (const { host } of this.#scenes.values()) this.#open += host.size;
  }

  /** Takes the next event; returns what is decided by now. */
  take(event: WindowsEvent): readonly Told[] {
    const scene = this.#sceneOf(event.computer);
    const { line, told } = scene.host;
    const moment = momentOf(event);
    if (line.isTwice(moment)) {
      this.#counts.used += 1;
      return NONE;
    }
    if (line.isStepBack(moment)) {
      this.#decideAll(scene);
      line.restart();
    }
    if (told.size > 0) moment.isTold = told.delete(eventKey(event));
    line.put(moment);
    this.#waiting += 1;
    for (let ripe = line.ripe(); ripe !== undefined; ripe = line.ripe()) this.#decide(scene, ripe);
    this.#makeRoom(event.time);
    return this.#rows();
  }

  /** Decides everything up to a time, in microseconds; behind the last event: the greatest i64. */
  settle(until: bigint): readonly Told[] {
    for (;;) {
      let next: Scene | undefined;
      for (const scene of this.#scenes.values()) {
        const first = scene.host.line.first();
        if (first === undefined || first.place > until) continue;
        if (next === undefined || first.place < (next.host.line.first() as Moment).place) next = scene;
      }
      if (next === undefined) return this.#rows();
      this.#decide(next, next.host.line.first() as Moment);
    }
  }

  /** Shape of sessions, after the last settle: what is open still, computer by computer, in the order of their logins. */
  open(): readonly LogonSessionCells[] {
    const rows: LogonSessionCells[] = [];
    for (const { host } of this.#scenes.values())
      for (const session of host.sessions()) rows.push(sessionRow(host.name, session, undefined));
    return rows;
  }

  /** Forgets what is not decided: it will be read again. */
  drop(): void {
    for (const { host } of this.#scenes.values()) {
      for (const { isTold, event } of host.line.waiting()) if (isTold) host.told.add(eventKey(event));
      host.line.drop(host.settled);
    }
    this.#waiting = 0;
  }

  /** What a later run needs to go on behind the last decided event. */
  keep(): KeptStories {
    const hosts = Array.from(this.#scenes.values(), ({ host }) => keepHost(host));
    const settled = Array.from(this.#settled, ([channel, record]) => [channel, String(record)] as const);
    return { version: 1, counts: { ...this.#counts }, settled, hosts };
  }

  /** The last record of a log that is decided, and all before it: a later reading goes on behind it. */
  settled(channel: string): bigint | undefined {
    return this.#settled.get(channel);
  }

  /** What was counted so far, for those who want to know what became of every event. */
  counts(): Counts {
    const counts = { ...this.#counts };
    for (const { host } of this.#scenes.values()) {
      counts.used += host.hints.used;
      // What still waits for its login has found none.
      counts.loose += host.hints.loose + host.hints.waiting.length;
    }
    return counts;
  }

  #rows(): readonly Told[] {
    if (this.#told.length === 0) return NONE;
    const told = this.#told;
    this.#told = [];
    return told;
  }

  #sceneOf(computer: string): Scene {
    const key = computer.toLowerCase();
    const scene = this.#scenes.get(key) ?? this.#enter(new Host(computer));
    if (this.#latest === key) return scene;
    this.#latest = key;
    this.#scenes.delete(key);
    this.#scenes.set(key, scene);
    return scene;
  }

  #enter(host: Host): Scene {
    const scene = new Scene(host, this.#counts, this.#shape, (row) => this.#told.push(row));
    const key = host.name.toLowerCase();
    const start = this.#boot?.host.toLowerCase();
    if (start === key || start === shortName(key)) host.knownBoot = this.#boot?.time;
    this.#scenes.set(key, scene);
    return scene;
  }

  #decide(scene: Scene, moment: Moment): void {
    const { host } = scene;
    const { channel, record } = moment.event;
    host.line.shift();
    this.#waiting -= 1;
    const before = host.size;
    if (!moment.isTold) decide(scene, moment);
    host.settled.set(channel, { record, place: moment.place, time: moment.event.time });
    this.#settled.set(channel, record);
    this.#open += host.size - before;
    while (host.size > OPEN) this.#putOut(scene);
  }

  #decideAll(scene: Scene): void {
    for (let first = scene.host.line.first(); first !== undefined; first = scene.host.line.first())
      this.#decide(scene, first);
  }

  /** Keeps to the bounds: who has been silent longest gives way, and of a computer its oldest session. */
  #makeRoom(now: bigint): void {
    if (this.#scenes.size === 1 && this.#waiting <= WAITING) return;
    const latest = this.#scenes.get(this.#latest);
    for (const [key, scene] of this.#scenes) {
      const { line } = scene.host;
      const isSilent = scene !== latest && line.newest !== undefined && now - line.newest > SILENCE;
      const isTooMuch = this.#waiting > WAITING || this.#scenes.size > HOSTS || this.#open > OPEN_OF_ALL;
      if (!isTooMuch && (!isSilent || line.length === 0)) break;
      // One that is alone decides no more than it has to.
      if (scene === latest) {
        while (this.#waiting > WAITING) this.#decide(scene, line.first() as Moment);
        break;
      }
      this.#decideAll(scene);
      while (this.#open > OPEN_OF_ALL && scene.host.size > 0) this.#putOut(scene);
      if (this.#scenes.size <= HOSTS) continue;
      while (scene.host.size > 0) this.#putOut(scene);
      this.#counts.used += scene.host.hints.used;
      this.#counts.loose += scene.host.hints.loose + scene.host.hints.waiting.length;
      this.#scenes.delete(key);
    }
  }

  #putOut(scene: Scene): void {
    const oldest = scene.host.oldest();
    if (oldest === undefined) return;
    scene.putOut(oldest);
    this.#open -= 1;
  }
}

const NONE: readonly Told[] = [];
