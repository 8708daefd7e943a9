import type { WindowsEvent } from "../events/event.ts";
import { decide } from "./decide.ts";
import { Host } from "./host.ts";
import type { Moment } from "./moment.ts";
import { type Counts, Scene } from "./scene.ts";
import type { Told } from "./told.ts";

/** Events that wait to be decided, of all computers. */
const WAITING = 4096;

/** Open sessions of one computer, and of all. */
const OPEN = 16_384;
const OPEN_OF_ALL = 131_072;

const HOSTS = 1024;

/** Microseconds for which a computer may be silent while another one tells, before all of its events are decided. */
const SILENCE = 900_000_000n;

/** What a crowd tells, and of whom. */
export interface CrowdOptions {
  readonly shape: "events" | "sessions";
  readonly counts: Counts;
  readonly tell: (row: Told) => void;
  /** Called for each computer that is heard of for the first time. */
  readonly welcome: (host: Host) => void;
}

/** All computers that events come from, each with what waits to be decided, and never more than memory is meant for. */
export class Crowd {
  /** Last decided record of each log. */
  readonly settled = new Map<string, bigint>();
  readonly #options: CrowdOptions;
  /** Longest silent first. */
  readonly #scenes = new Map<string, Scene>();
  #waiting = 0;
  #open = 0;
  #latest = "";
  /** The last computer as its event named it, and where it is decided: the next event is of the same, as a rule. */
  #said = "";
  #last: Scene | undefined;

  constructor(options: CrowdOptions) {
    this.#options = options;
  }

  /** Computers, longest silent first. */
  hosts(): Host[] {
    return Array.from(this.#scenes.values(), ({ host }) => host);
  }

  /** Takes in a computer. */
  enter(host: Host): Scene {
    const { counts, shape, tell, welcome } = this.#options;
    const scene = new Scene(host, counts, shape, tell);
    welcome(host);
    this.#scenes.set(host.name.toLowerCase(), scene);
    this.#open += host.size;
    return scene;
  }

  /** The computer of an event; from now on nobody was silent for a shorter time. */
  sceneOf(computer: string): Scene {
    if (this.#said === computer && this.#last !== undefined) return this.#last;
    const key = computer.toLowerCase();
    const scene = this.#scenes.get(key) ?? this.enter(new Host(computer));
    this.#said = computer;
    this.#last = scene;
    if (this.#latest === key) return scene;
    this.#latest = key;
    this.#scenes.delete(key);
    this.#scenes.set(key, scene);
    return scene;
  }

  /** Puts an event in line, and decides all that has seen enough. */
  put(scene: Scene, moment: Moment): void {
    const { line } = scene.host;
    line.put(moment);
    this.#waiting += 1;
    for (let ripe = line.ripe(); ripe !== undefined; ripe = line.ripe()) this.#decide(scene, ripe);
    this.#makeRoom(moment.event);
  }

  /** Decides all events of a computer. */
  decideAll(scene: Scene): void {
    for (let first = scene.host.line.first(); first !== undefined; first = scene.host.line.first())
      this.#decide(scene, first);
  }

  /** Decides all events up to a time, those of several computers in the order of their times. */
  decideUntil(until: bigint): void {
    for (;;) {
      let next: Scene | undefined;
      for (const scene of this.#scenes.values()) {
        const first = scene.host.line.first();
        if (first === undefined || first.place > until) continue;
        if (next === undefined || first.place < (next.host.line.first() as Moment).place) next = scene;
      }
      if (next === undefined) return;
      this.#decide(next, next.host.line.first() as Moment);
    }
  }

  /** Forgets what waits. */
  drop(): void {
    for (const { host } of this.#scenes.values()) host.line.drop(host.settled);
    this.#waiting = 0;
  }

  #decide(scene: Scene, moment: Moment): void {
    const { host } = scene;
    const { channel, record, time } = moment.event;
    host.line.shift();
    this.#waiting -= 1;
    const before = host.size;
    if (!moment.isTold) decide(scene, moment);
    host.settled.set(channel, { record, place: moment.place, time });
    this.settled.set(channel, record);
    this.#open += host.size - before;
    while (host.size > OPEN) this.#putOut(scene);
  }

  /** Keeps to the bounds: who has been silent longest gives way, and of a computer its oldest session. */
  #makeRoom({ time }: WindowsEvent): void {
    if (this.#scenes.size === 1 && this.#waiting <= WAITING) return;
    const latest = this.#scenes.get(this.#latest);
    for (const [key, scene] of this.#scenes) {
      const { line } = scene.host;
      const isSilent = scene !== latest && line.newest !== undefined && time - line.newest > SILENCE;
      const isTooMuch = this.#waiting > WAITING || this.#scenes.size > HOSTS || this.#open > OPEN_OF_ALL;
      if (!isTooMuch && (!isSilent || line.length === 0)) break;
      // One that is alone decides no more than it has to.
      if (scene === latest) {
        while (this.#waiting > WAITING) this.#decide(scene, line.first() as Moment);
        break;
      }
      this.decideAll(scene);
      while (this.#open > OPEN_OF_ALL && scene.host.size > 0) this.#putOut(scene);
      if (this.#scenes.size <= HOSTS) continue;
      while (scene.host.size > 0) this.#putOut(scene);
      const { counts } = this.#options;
      counts.used += scene.host.hints.used;
      // What waits for its login has found none.
      counts.loose += scene.host.hints.loose + scene.host.hints.waiting.length;
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
