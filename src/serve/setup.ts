import type { Collector } from "../collect/collector.ts";
import type { Feed } from "../collect/feeds.ts";
import type { Outlet } from "./outlet.ts";
import type { CronTimes } from "./schedule.ts";

/** What is done on a schedule: sessions told, numbers told, logs followed. */
export const jobs = ["snapshot", "summary", "events"] as const;

export type Job = (typeof jobs)[number];

/** What sends the lines that wait in the spools. */
export interface Delivery {
  start(): void;
  /** Tries for milliseconds to send what waits, then ends; the spools stay open. */
  stop(milliseconds: number): Promise<void>;
}

/** Everything that a configuration asks for, opened and not begun. */
export interface Setup {
  readonly collector: Pick<Collector, "collect" | "close">;
  readonly feeds: readonly Feed[];
  /** When each job is done; a job without times is not. */
  readonly times: ReadonlyMap<Job, CronTimes>;
  /** Milliseconds by which everything but the first run is late. */
  readonly delay: number;
  readonly outlet: Outlet;
  readonly delivery?: Delivery;
  /** How things are, in one line. */
  readonly status: () => string;
}
