import {
  type Answer,
  type Arguments,
  AskError,
  type Greeting,
  type Verb,
  type Windows,
} from "../../../src/windows/ask.ts";
import type { WindowsEvent } from "../../../src/windows/events/event.ts";

/** A log in memory. */
interface Log {
  events: WindowsEvent[];
  next: bigint;
  problem: string | null;
  /** From this record on nothing can be read. */
  damage: bigint | null;
}

/** What happens to the next requests, one after the other; then all go well. */
export type Fate = "answers" | "times out" | "refuses";

/** A Windows of logs in memory, which can be cleared, roll over, be closed to us, or die in the midst of a question. */
export class MemoryWindows implements Windows {
  readonly #logs = new Map<string, Log>();
  readonly #readers = new Map<number, { readonly name: string; after: bigint; readonly ids: readonly number[] }>();
  readonly asked: Verb[] = [];
  fates: Fate[] = [];
  boot: string | null = null;
  /** What it calls itself; null: there is nobody to greet. */
  computer: string | null = null;
  #opened = 0;

  constructor(names: readonly string[]) {
    for (const name of names) this.#logs.set(name, { events: [], next: 1n, problem: null, damage: null });
  }

  /** Writes an event; its number is the log's next one. */
  write(event: Omit<WindowsEvent, "record">): WindowsEvent {
    const log = this.#log(event.channel);
    const written = { ...event, record: log.next };
    log.next += 1n;
    log.events.push(written);
    return written;
  }

  /** Empties a log; its numbers begin anew, or go on. */
  clear(name: string, numbers: "begin anew" | "go on"): void {
    const log = this.#log(name);
    log.events = [];
    if (numbers === "begin anew") log.next = 1n;
  }

  /** Takes the oldest events away. */
  rollOver(name: string, events: number): void {
    this.#log(name).events.splice(0, events);
  }

  /** Closes a log, or opens it again. */
  setProblem(name: string, problem: string | null): void {
    this.#log(name).problem = problem;
  }

  /** From this record on a log cannot be read; null: to its end. */
  setDamage(name: string, record: bigint | null): void {
    this.#log(name).damage = record;
  }

  async greet(): Promise<Greeting> {
    if (this.computer === null) throw new AskError("start", "there is nobody to greet");
    const self = { version: "5.1", edition: "Desktop", language: "FullLanguage", elevated: true } as const;
    return { ...self, computer: this.computer, account: null, windows: null };
  }

  async ask<V extends Verb>(verb: V, given: Arguments<V>): Promise<Answer<V>> {
    this.asked.push(verb);
    const fate = this.fates.shift() ?? "answers";
    if (fate === "times out") {
      this.#readers.clear();
      throw new AskError("timeout", "no answer");
    }
    if (fate === "refuses") throw new AskError("refused", "EventLogException");
    return this.#answer(verb, given) as Answer<V>;
  }

  async close(): Promise<void> {}

  /** The event behind what `next` said of it. */
  static parse(this: void, xml: string): { readonly event: WindowsEvent } {
    const { data, record, time, ...rest } = JSON.parse(xml);
    return { event: { ...rest, data: new Map(data), record: BigInt(record), time: BigInt(time) } };
  }

  #answer<V extends Verb>(verb: V, given: Arguments<V>): unknown {
    if (verb === "logons") return { boot: this.boot, logons: [], accounts: [], problems: [] };
    if ("names" in given) return { channels: given.names.map((name) => this.#channel(name)) };
    if (verb === "open") return this.#open(given as Arguments<"open">);
    if (verb === "next") return this.#next(given as Arguments<"next">);
    if ("reader" in given) this.#readers.delete(given.reader);
    return {};
  }

  #channel(name: string): Answer<"channels">["channels"][number] {
    const { events, problem } = this.#log(name);
    const [oldest, newest] = [events[0], events.at(-1)].map((event) => event && String(event.record));
    const extent =
      problem === null ? { oldest: oldest ?? null, newest: newest ?? null } : { oldest: null, newest: null };
    return { name, enabled: true, records: String(events.length), ...extent, problem };
  }

  #open({ log: name, after, ids }: Arguments<"open">): Answer<"open"> {
    if (this.#log(name).problem !== null) throw new AskError("refused", "UnauthorizedAccessException");
    this.#opened += 1;
    this.#readers.set(this.#opened, { name, after: BigInt(after), ids });
    return { reader: this.#opened };
  }

  #next({ reader: number, most }: Arguments<"next">): Answer<"next"> {
    const reader = this.#readers.get(number);
    if (reader === undefined) throw new AskError("crash", "the reader has gone with its child");
    const { ids, after } = reader;
    const { events: all, damage } = this.#log(reader.name);
    const behind = all.filter(({ record, id }) => record > after && ids.includes(id));
    const sound = behind.filter(({ record }) => damage === null || record < damage);
    if (sound.length === 0 && behind.length > 0) throw new AskError("refused", "EventLogException");
    const events = sound.slice(0, Math.min(most, 7));
    reader.after = events.at(-1)?.record ?? after;
    return { events: events.map(xmlOf) };
  }

  #log(name: string): Log {
    const log = this.#logs.get(name);
    if (log === undefined) throw new Error(`no log ${name}`);
    return log;
  }
}

function xmlOf({ data, record, time, ...rest }: WindowsEvent): string {
  return JSON.stringify({ ...rest, data: [...data], record: String(record), time: String(time) });
}
