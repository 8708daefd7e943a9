import type { Word } from "../model/word.ts";
import type { Clock } from "./clock.ts";
import { Engine, type Origin } from "./engine.ts";
import type { Notifier } from "./notify.ts";
import type { Setup } from "./setup.ts";

/** What a daemon needs of whoever runs it. */
export interface DaemonWorld {
  readonly clock: Clock;
  /** Microseconds of the system's monotonic clock. */
  readonly monotonic: () => bigint;
  readonly notifier: Notifier;
  /** All words of one round of an origin. */
  readonly words: (of: Origin, words: readonly Word[]) => void;
  /** Something that happened once. */
  readonly say: (word: Word) => void;
  /** Gives up what is being written to stdout. */
  readonly closeOutput: () => void;
}

/** Reads a configuration and checks it, then opens what it asks for: the first throws all that is wrong with it. */
export type Prepare = () => Promise<() => Promise<Setup>>;

/** Milliseconds that jobs have to come to an end, and what waits in the spools to be sent. */
const JOBS = 5000;
const LAST_FLUSH = 5000;
/** The same for a run without a schedule, which may have a history to send. */
const ONLY_FLUSH = 60_000;

/** One setup after the other, from start to stop. */
export class Daemon {
  readonly #world: DaemonWorld;
  #setup: Setup;
  #engine: Engine;
  #isReady = false;
  #reloading: Promise<void> | undefined;
  #isAskedAgain = false;
  #isStopping = false;
  #end: () => void = () => {};
  readonly #ended = new Promise<void>((resolve) => {
    this.#end = resolve;
  });

  constructor(first: Setup, world: DaemonWorld) {
    this.#world = world;
    this.#setup = first;
    this.#engine = this.#engineOf(first);
  }

  /** Runs until `stop`, or until nobody reads stdout any more; resolves when everything is safe or given up. */
  async run(): Promise<void> {
    this.#setup.delivery?.start();
    this.#engine.start();
    await this.#ended;
    this.#isStopping = true;
    await this.#reloading;
    await this.#shutDown(LAST_FLUSH);
  }

  /** Does every job once, sends what waits, and ends. */
  async once(): Promise<void> {
    this.#setup.delivery?.start();
    await Promise.race([this.#engine.once(), this.#ended]);
    await this.#shutDown(ONLY_FLUSH);
  }

  /** Asks it to end. */
  stop(): void {
    this.#end();
  }

  /**
   * Puts another setup in the place of the one in force, when there is nothing wrong with it; else that one stays. Asked
   * while it does so, it does so once more.
   */
  reload(prepare: Prepare): void {
    if (this.#reloading !== undefined) this.#isAskedAgain = true;
    if (this.#reloading !== undefined || this.#isStopping) return;
    this.#reloading = this.#reload(prepare).finally(() => {
      const isAskedAgain = this.#isAskedAgain;
      this.#reloading = undefined;
      this.#isAskedAgain = false;
      if (isAskedAgain) this.reload(prepare);
    });
  }

  async #reload(prepare: Prepare): Promise<void> {
    const { notifier, monotonic, say } = this.#world;
    notifier.reloading(monotonic());
    try {
      await this.#replace(await prepare());
      say({ level: "I", text: "the configuration was read again and is in force" });
    } catch (error) {
      for (const text of sentencesOf(error)) say({ level: "E", text });
      say({ level: "E", text: "the configuration was not taken: the one before stays in force" });
    }
    notifier.reloaded(this.#setup.status());
  }

  /** Nobody else may follow a log while a new feed reads where the old one got to. */
  async #replace(open: () => Promise<Setup>): Promise<void> {
    const old = this.#setup;
    const engine = this.#engine;
    try {
      await engine.pause(JOBS);
      this.#setup = await open();
    } catch (error) {
      engine.start();
      throw error;
    }
    await this.#said(engine.close());
    await this.#said(old.delivery?.stop(LAST_FLUSH));
    this.#engine = this.#engineOf(this.#setup);
    this.#setup.delivery?.start();
    this.#engine.start();
  }

  async #shutDown(flush: number): Promise<void> {
    const telling = this.#world.notifier.stopping();
    await this.#said(this.#engine.pause(JOBS));
    this.#world.closeOutput();
    await this.#said(this.#engine.close());
    await this.#said(this.#flush(flush));
    await telling;
  }

  /** What does not end well is said, and keeps nothing else from its end, or from beginning. */
  async #said(ending: Promise<void> | undefined): Promise<void> {
    try {
      await ending;
    } catch (error) {
      for (const text of sentencesOf(error)) this.#world.say({ level: "E", text });
    }
  }

  /** Who asks it to end does not want to wait for long. */
  async #flush(milliseconds: number): Promise<void> {
    const { delivery } = this.#setup;
    if (milliseconds > LAST_FLUSH) void this.#ended.then(() => delivery?.stop(LAST_FLUSH));
    await delivery?.stop(milliseconds);
  }

  #engineOf(setup: Setup): Engine {
    const { clock, notifier, words } = this.#world;
    return new Engine(setup, clock, {
      words,
      ready: () => {
        if (!this.#isReady) notifier.ready(setup.status());
        this.#isReady = true;
      },
      done: () => notifier.status(setup.status()),
      closed: () => this.#end(),
    });
  }
}

/** What an error says; several sentences where several things are wrong. */
export function sentencesOf(error: unknown): readonly string[] {
  if (error instanceof AggregateError) return error.errors.flatMap(sentencesOf);
  return [error instanceof Error ? error.message : String(error)];
}
