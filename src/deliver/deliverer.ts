import type { Word } from "../model/word.ts";
import type { LineSink } from "../sinks/influx/outcome.ts";
import type { Batch } from "../spool/batch.ts";
import { BackOff } from "./back-off.ts";
import { Bell } from "./bell.ts";
import type { DeliveryCounts } from "./counts.ts";
import type { DeliveryHealth } from "./health.ts";
import type { Lane } from "./lane.ts";
import { LaneTurns } from "./lane-turns.ts";
import type { Sleep } from "./pause.ts";
import { Sender, type SenderOptions } from "./sender.ts";

/** How much is written at once. */
export interface BatchLimits {
  readonly maxLines: number;
  readonly maxBytes: number;
}

/** Enough for a sink to make several requests of, and to keep them going side by side. */
const batchLimits: BatchLimits = { maxLines: 40_000, maxBytes: 8 * 1024 * 1024 };

/** What is delivered, to whom, and what that needs from outside. */
export interface DelivererOptions extends SenderOptions {
  /** The most important first. They stay open when the deliverer stops. */
  readonly lanes: readonly Lane[];
  readonly sink: LineSink;
  /** `pause`: waiting for a server keeps no process alive. */
  readonly sleep: Sleep;
  readonly say: (word: Word) => void;
  /** Absent: `batchLimits`. */
  readonly limits?: BatchLimits;
}

/**
 * Sends what waits in the lanes to one server, one write at a time, for as long as it takes. A line leaves its lane when
 * the server has stored it or it is in quarantine; what a lane and the server disagree on is sent again, which changes
 * nothing there.
 */
export class Deliverer {
  readonly #options: DelivererOptions;
  readonly #sender: Sender;
  readonly #turns: LaneTurns<Lane>;
  readonly #bell: Bell;
  readonly #mishaps: BackOff;
  /** Aborted by `stop`: waiting for a next try ends. */
  readonly #stopping = new AbortController();
  /** Aborted when the time of `stop` is over: the request under way ends too. */
  readonly #ended = new AbortController();
  #running: Promise<void> | undefined;

  constructor(options: DelivererOptions) {
    this.#options = options;
    this.#sender = new Sender(options);
    this.#turns = new LaneTurns(options.lanes);
    this.#bell = new Bell(options.lanes);
    this.#mishaps = new BackOff(options.chance);
  }

  /** Counters, for the deliverer that takes this one's place. */
  get counts(): DeliveryCounts {
    return this.#sender.counts;
  }

  /** Begins to deliver, in the background. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** How delivery is doing right now. */
  health(): DeliveryHealth {
    const { counts, lastSuccess, problem } = this.#sender;
    const lanes = this.#options.lanes.map((lane) => lane.status());
    const since = Math.min(...lanes.map(({ since = Number.POSITIVE_INFINITY }) => since));
    const lag = Number.isFinite(since) ? Math.max(0, this.#options.clock() - since) : 0;
    return {
      delivered: counts.delivered,
      quarantined: counts.quarantined,
      outside_retention: counts.outsideRetention,
      dropped: lanes.reduce((sum, { dropped }) => sum + dropped, 0),
      spool_bytes: lanes.reduce((sum, { bytes }) => sum + bytes, 0),
      spool_lines: lanes.reduce((sum, { lines }) => sum + lines, 0),
      lag_us: Math.round(lag * 1000),
      ...(lastSuccess === undefined ? {} : { last_success: Math.round(lastSuccess * 1000) }),
      ...(problem === undefined ? {} : { problem }),
    };
  }

  /**
   * Tries for so many milliseconds to send what waits, then lets the server go. What was not sent stays in its lane. The
   * process stays alive until then.
   */
  async stop(milliseconds: number): Promise<void> {
    const { sink, sleep } = this.#options;
    const hold = setInterval(() => {}, 60_000);
    const isDone = new AbortController();
    const deadline = sleep(milliseconds, isDone.signal).then(() => {
      this.#ended.abort();
      // What is under way becomes `later`.
      sink.close();
    });
    this.#stopping.abort();
    this.#bell.ring();
    await this.#running;
    isDone.abort();
    await deadline;
    clearInterval(hold);
  }

  async #run(): Promise<void> {
    while (!this.#ended.signal.aborted) {
      try {
        const turn = this.#turns.next((lane) => lane.take(this.#options.limits ?? batchLimits));
        if (turn !== undefined) await this.#deliver(turn.lane, turn.item);
        else if (this.#stopping.signal.aborted) return;
        else await this.#bell.wait();
      } catch (error) {
        await this.#recover(error);
      }
    }
  }

  async #deliver(lane: Lane, { text, lines, end }: Batch): Promise<void> {
    const sent = await this.#sender.send(text, lines, (wait) => this.#patience(wait));
    if (sent === "given-up") {
      lane.rewind();
      return;
    }
    lane.acknowledge(end);
    this.#mishaps.reset();
  }

  /** Waits for a next try; while stopping, for as long as there is time. */
  async #patience(milliseconds: number): Promise<"try-again" | "give-up"> {
    const isStopping = this.#stopping.signal.aborted;
    await this.#options.sleep(milliseconds, isStopping ? this.#ended.signal : this.#stopping.signal);
    return this.#ended.signal.aborted ? "give-up" : "try-again";
  }

  /** A lane that cannot be read now may be readable later: nothing that goes wrong here ends delivery for good. */
  async #recover(error: unknown): Promise<void> {
    const text = `delivery: ${error instanceof Error ? error.message : String(error)}`;
    this.#options.say({ level: "E", text });
    for (const lane of this.#options.lanes) {
      try {
        lane.rewind();
      } catch {
        // Told by what comes next.
      }
    }
    await this.#patience(this.#mishaps.next({ nature: "trouble" }));
  }
}
