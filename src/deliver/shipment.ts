import { requestLimits } from "../sinks/influx/side-by-side.ts";
import { Decided, PlaceLost } from "./decided.ts";
import type { Sleep } from "./pause.ts";
import type { Place } from "./place.ts";
import { type Failure, Sender, type SenderOptions } from "./sender.ts";
import { WaitingText } from "./waiting-text.ts";

/** Bytes that may wait in memory, and how many there are when making more is worth while again. */
const MOST_WAITING = 4 * 1024 * 1024;
const FEW_WAITING = 2 * 1024 * 1024;
/** Milliseconds between two looks at signals while nothing is sent: an earlier run has sent it, or nothing of it is wanted. */
const LOOK_AROUND = 100;
/** Milliseconds between two savings of the place. */
const SAVING = 1000;

/** How a shipment ended before its end. */
export type Ending = "given-up" | "misconfigured" | "interrupted";

/** Thrown to who makes the text when no more of it will be sent. */
export class ShipmentEnded extends Error {
  readonly ending: Ending;

  constructor(ending: Ending) {
    super(`the shipment is over: ${ending}`);
    this.ending = ending;
  }
}

/** What a shipment needs, besides what sending does. */
export interface ShipmentOptions extends SenderOptions {
  readonly sleep: Sleep;
  /** Milliseconds without any success after which there is no further try. */
  readonly retryFor: number;
  /** Where an earlier run came to, with the same text. */
  readonly from?: Place | undefined;
  /** Keeps the place, every few seconds and when it ends early. */
  readonly keep: (place: Place) => void;
}

/**
 * Sends text while it is made: a few MiB wait in memory, then who makes it has to wait. The place up to which all lines are
 * decided is kept, so that a later run with the same text goes on there. A server that refuses this client before it has
 * taken anything is not asked again.
 */
export class Shipment {
  readonly #options: ShipmentOptions;
  readonly #sender: Sender;
  readonly #decided: Decided;
  readonly #waiting = new WaitingText();
  readonly #interrupted = new AbortController();
  #sending: Promise<void> | undefined;
  #failed: { readonly error: unknown } | undefined;
  #looked: number;
  #failingSince: number | undefined;
  #saved: number;
  #moved = (): void => {};

  constructor(options: ShipmentOptions) {
    this.#options = options;
    this.#sender = new Sender(options);
    this.#decided = new Decided(options.from, this.#sender.counts);
    this.#saved = options.clock();
    this.#looked = this.#saved;
  }

  /** How far it has come, over all runs. */
  get place(): Place {
    return this.#decided.place();
  }

  /** Lines that this run has delivered. */
  get delivered(): number {
    return this.#sender.counts.delivered;
  }

  /** Whether it is still only making what an earlier run has sent. */
  get isSkipping(): boolean {
    return this.#decided.toSkip > 0;
  }

  /** Whether `drain` should be called before more is written. */
  get isFull(): boolean {
    const isDeaf = Math.abs(this.#options.clock() - this.#looked) >= LOOK_AROUND;
    return this.#failed !== undefined || this.#waiting.bytes >= MOST_WAITING || isDeaf;
  }

  /** Takes whole lines; the bytes hold until it returns. Throws PlaceLost when they are not those that an earlier run sent. */
  write(lines: Uint8Array): void {
    if (this.#failed !== undefined) return;
    try {
      this.#waiting.add(this.#decided.skip(lines));
    } catch (error) {
      this.#failed = { error };
      throw error;
    }
    if (this.#waiting.bytes > 0) this.#sending ??= this.#send();
  }

  /** Resolves when there is room for more. Rejects with ShipmentEnded when no more will be sent. */
  async drain(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#failed === undefined && this.#waiting.bytes > FEW_WAITING) await this.#move();
    this.#looked = this.#options.clock();
    this.#throwFailure();
  }

  /** Resolves when all is decided. Rejects with ShipmentEnded, and with PlaceLost when an earlier run sent more than there is. */
  async end(): Promise<void> {
    while (this.#failed === undefined && this.#sending !== undefined) await this.#move();
    this.#throwFailure();
    if (this.isSkipping) throw new PlaceLost("the text is shorter");
  }

  /** Ends it here; resolves when the place is kept. */
  async interrupt(): Promise<void> {
    this.#interrupted.abort();
    this.#options.sink.close();
    await this.#sending;
    this.#end(new ShipmentEnded("interrupted"));
  }

  async #send(): Promise<void> {
    // The text of one turn goes together.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      for (;;) {
        // One request at a time: what an interruption leaves undecided is little.
        const batch = this.#waiting.take(requestLimits.maxLines, requestLimits.maxBytes);
        if (batch === undefined) break;
        let ending: Ending | undefined;
        const sent = await this.#sender.send(batch.text, batch.lines, async (wait, failure) => {
          ending = await this.#patience(wait, failure);
          return ending === undefined ? "try-again" : "give-up";
        });
        if (sent === "given-up") return this.#end(new ShipmentEnded(ending ?? "given-up"));
        this.#failingSince = undefined;
        this.#decided.add(batch.text, batch.lines);
        this.#save("when-due");
        if (this.#interrupted.signal.aborted) return this.#end(new ShipmentEnded("interrupted"));
        this.#moved();
      }
    } catch (error) {
      this.#end(error);
    } finally {
      this.#sending = undefined;
      this.#moved();
    }
  }

  /** Waits for the next try; an ending when there is to be none. */
  async #patience(milliseconds: number, failure: Failure): Promise<Ending | undefined> {
    if (this.#interrupted.signal.aborted) return "interrupted";
    const { clock, retryFor, sleep } = this.#options;
    const { lastSuccess } = this.#sender;
    if (failure.nature === "configuration" && lastSuccess === undefined) return "misconfigured";
    const since = Math.max(this.#failingSince ?? clock(), lastSuccess ?? 0);
    this.#failingSince = since;
    const left = since + retryFor - clock();
    if (left <= 0) return "given-up";
    await sleep(Math.min(milliseconds, left), this.#interrupted.signal);
    return this.#interrupted.signal.aborted ? "interrupted" : undefined;
  }

  #end(error: unknown): void {
    if (this.#failed !== undefined) return;
    this.#failed = { error };
    if (error instanceof ShipmentEnded) this.#save("now");
    this.#moved();
  }

  #save(when: "now" | "when-due"): void {
    const now = this.#options.clock();
    const isDue = now - this.#saved >= SAVING || now < this.#saved;
    // A place before that of the earlier run would throw that one away.
    if (this.isSkipping || (when === "when-due" && !isDue)) return;
    this.#saved = now;
    if (this.place.bytes > 0) this.#options.keep(this.place);
  }

  #move(): Promise<void> {
    return new Promise((resolve) => {
      this.#moved = resolve;
    });
  }

  #throwFailure(): void {
    if (this.#failed !== undefined) throw this.#failed.error;
  }
}
