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
import { Crowd } from "./crowd.ts";
import { eventKey, type KeptStories, keepHost, restoreHost } from "./kept.ts";
import { momentOf } from "./moment.ts";
import { shortName } from "./origin.ts";
import type { Counts } from "./scene.ts";
import { sessionRow, type Told } from "./told.ts";

export type { KeptStories } from "./kept.ts";
export type { Counts } from "./scene.ts";
export type { Told } from "./told.ts";

/** What is to be told, and from where on. */
export interface StoriesOptions {
  readonly shape: "events" | "sessions";
  /** Where an earlier run stopped. */
  readonly kept?: KeptStories;
  /** When this computer started, in microseconds: what its events from then on belong to. */
  readonly boot?: { readonly host: string; readonly time: bigint };
}

/**
 * Turns events, which come in about the order of their times, into rows: told once, when they are decided. It holds what
 * is open and ten seconds of events, never more than a bound. The rows hold for ever.
 */
export class Stories {
  readonly #crowd: Crowd;
  readonly #counts: Counts;
  #told: Told[] = [];

  constructor({ shape, kept, boot }: StoriesOptions) {
    this.#counts = kept === undefined ? { used: 0, loose: 0, putOut: 0 } : { ...kept.counts };
    const start = boot?.host.toLowerCase();
    this.#crowd = new Crowd({
      shape,
      counts: this.#counts,
      tell: (row) => this.#told.push(row),
      welcome: (host) => {
        const name = host.name.toLowerCase();
        if (boot !== undefined && (start === name || start === shortName(name))) host.knownBoot = boot.time;
      },
    });
    for (const [channel, record] of kept?.settled ?? []) this.#crowd.settled.set(channel, BigInt(record));
    for (const host of kept?.hosts ?? []) this.#crowd.enter(restoreHost(host));
  }

  /** Takes the next event; returns what is decided by now. */
  take(event: WindowsEvent): readonly Told[] {
    const scene = this.#crowd.sceneOf(event.computer);
    const { line, told } = scene.host;
    const moment = momentOf(event);
    if (line.isTwice(moment)) {
      this.#counts.used += 1;
      return NONE;
    }
    if (line.isStepBack(moment)) {
      this.#crowd.decideAll(scene);
      line.restart();
    }
    if (told.size > 0) moment.isTold = told.delete(eventKey(event));
    this.#crowd.put(scene, moment);
    return this.#rows();
  }

  /** Decides everything up to a time, in microseconds; behind the last event: the greatest i64. */
  settle(until: bigint): readonly Told[] {
    this.#crowd.decideUntil(until);
    return this.#rows();
  }

  /** Shape of sessions, after the last settle: what is open still, computer by computer, in the order of their logins. */
  open(): readonly LogonSessionCells[] {
    const rows: LogonSessionCells[] = [];
    for (const host of this.#crowd.hosts())
      for (const session of host.sessions()) rows.push(sessionRow(host.name, session, undefined));
    return rows;
  }

  /** Forgets what is not decided: it will be read again. */
  drop(): void {
    for (const { line, told } of this.#crowd.hosts())
      for (const { isTold, event } of line.waiting()) if (isTold) told.add(eventKey(event));
    this.#crowd.drop();
  }

  /** What a later run needs to go on behind the last decided event. */
  keep(): KeptStories {
    const settled = Array.from(this.#crowd.settled, ([channel, record]) => [channel, String(record)] as const);
    return { version: 1, counts: { ...this.#counts }, settled, hosts: this.#crowd.hosts().map(keepHost) };
  }

  /** The last record of a log that is decided, and all before it: a later reading goes on behind it. */
  settled(channel: string): bigint | undefined {
    return this.#crowd.settled.get(channel);
  }

  /** What was counted so far, for those who want to know what became of every event. */
  counts(): Counts {
    const counts = { ...this.#counts };
    for (const { hints } of this.#crowd.hosts()) {
      counts.used += hints.used;
      // What still waits for its login has found none.
      counts.loose += hints.loose + hints.waiting.length;
    }
    return counts;
  }

  #rows(): readonly Told[] {
    if (this.#told.length === 0) return NONE;
    const told = this.#told;
    this.#told = [];
    return told;
  }
}

const NONE: readonly Told[] = [];
