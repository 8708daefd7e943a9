import { type Answer, type Arguments, AskError, type Greeting, type Verb, type Windows } from "../ask.ts";
import { BackOff } from "./back-off.ts";
import { Child } from "./child.ts";
import type { Limits } from "./limits.ts";
import type { Program, Start } from "./program.ts";
import { Readers } from "./readers.ts";
import { Turns } from "./turns.ts";

/** What a PowerShell is made of. */
export interface PowerShellParts {
  readonly program: Program;
  readonly start: Start;
  readonly limits: Limits;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
  /** At least 0 and below 1. */
  readonly random: () => number;
}

/** A child that has greeted. */
interface Ready {
  readonly child: Child;
  readonly greeting: Greeting;
  readonly since: number;
}

/**
 * PowerShell as one child that stays.
 *
 * A request that fails takes nothing with it but itself and the open readers: a child that hangs or says nonsense is killed,
 * and the next request starts another. Starts that fail are spaced; until the next one is due, requests fail at once with
 * what the last start failed of. From time to time another child takes its place, but never while a log is open in it.
 */
export class PowerShell implements Windows {
  readonly #parts: PowerShellParts;
  readonly #turns: Turns;
  readonly #backOff: BackOff;
  readonly #readers = new Readers();
  #ready: Ready | undefined;
  #starting: Child | undefined;
  #leaving: Promise<void> = Promise.resolve();
  /** Why no child is started before `until`. */
  #refusal: { readonly error: AskError; readonly until: number } | undefined;
  #lastId = 0;
  #noise = 0;
  #starts = 0;
  #isClosed = false;

  constructor(parts: PowerShellParts) {
    this.#parts = parts;
    this.#turns = new Turns(parts.limits.queue);
    this.#backOff = new BackOff(parts.random);
  }

  /** Children that were started. */
  get starts(): number {
    return this.#starts;
  }

  /** Lines on its output that were no answers: a profile, a policy or a virus scanner talks there. */
  get noise(): number {
    return this.#noise + (this.#ready?.child.noise ?? 0);
  }

  greet(): Promise<Greeting> {
    return this.#turns.take(async () => (await this.#child()).greeting);
  }

  ask<V extends Verb>(verb: V, given: Arguments<V>): Promise<Answer<V>> {
    return this.#turns.take(() => this.#asked(verb, given)) as Promise<Answer<V>>;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#starting?.abandon(new AskError("closed", "it is ended"));
    this.#retire();
    await this.#turns.idle();
    await this.#leaving;
  }

  async #asked(verb: Verb, given: Arguments<Verb>): Promise<unknown> {
    if (this.#ready?.child.isOver) this.#retire();
    if (!("reader" in given)) return this.#answer(verb, given);
    const reader = this.#readers.inner(given.reader);
    if (reader !== undefined) {
      const answer = await this.#answer(verb, { ...given, reader });
      if (verb === "close") this.#readers.closed(given.reader);
      return answer;
    }
    if (this.#isClosed) throw new AskError("closed", "it is ended");
    if (verb === "close") return {};
    throw new AskError("crash", "the reader has gone with its child");
  }

  async #answer(verb: Verb, given: Arguments<Verb>): Promise<unknown> {
    const { child } = await this.#child();
    this.#lastId += 1;
    const answer = await child.ask(this.#lastId, verb, given, this.#parts.limits.request);
    return verb === "open" ? { reader: this.#readers.opened((answer as Answer<"open">).reader) } : answer;
  }

  /** A child that can be asked. */
  async #child(): Promise<Ready> {
    if (this.#ready !== undefined && (this.#ready.child.isOver || this.#isSpent(this.#ready))) this.#retire();
    if (this.#ready !== undefined) return this.#ready;
    // Not two at a time: the next one waits until the last one has gone.
    await this.#leaving;
    if (this.#isClosed) throw new AskError("closed", "it is ended");
    if (this.#refusal !== undefined && this.#parts.clock() < this.#refusal.until) {
      throw new AskError(this.#refusal.error.fault, this.#refusal.error.detail);
    }
    return this.#started();
  }

  async #started(): Promise<Ready> {
    const { program, start, limits, clock } = this.#parts;
    const child = new Child();
    this.#starting = child;
    this.#starts += 1;
    try {
      const greeting = await child.greet(start, program, limits.start);
      this.#ready = { child, greeting, since: clock() };
      this.#backOff.succeeded();
      this.#refusal = undefined;
      return this.#ready;
    } catch (error) {
      this.#leaving = this.#farewell(child);
      if (error instanceof AskError) this.#refuse(error);
      throw error;
    } finally {
      this.#starting = undefined;
    }
  }

  /** A policy is not asked again soon; what else failed may do better a little later. */
  #refuse(error: AskError): void {
    const pause = error.fault === "language" ? this.#parts.limits.age : this.#backOff.failed();
    this.#refusal = { error, until: this.#parts.clock() + pause };
  }

  #isSpent({ child, since }: Ready): boolean {
    if (this.#readers.size > 0) return false;
    const { requests, age, memory } = this.#parts.limits;
    return child.requests >= requests || child.memory > memory || this.#parts.clock() - since >= age;
  }

  /** The child goes, and its readers with it. */
  #retire(): void {
    if (this.#ready === undefined) return;
    this.#leaving = this.#farewell(this.#ready.child);
    this.#ready = undefined;
    this.#readers.lost();
  }

  async #farewell(child: Child): Promise<void> {
    await child.leave(this.#parts.limits.grace);
    this.#noise += child.noise;
  }
}
