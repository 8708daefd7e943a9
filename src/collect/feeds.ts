import type { EventSource } from "./collector.ts";

/** Logs that the daemon follows, whose lines wait in a spool together with those of other feeds. */
export interface Feed extends EventSource {
  /** Tells its lines apart in the spool: the `feed` of its marks (src/spool/mark.ts). */
  readonly number: number;
  /** As words on stderr call it. */
  readonly name: string;
  /**
   * Saves where it begins, before anything is told, so that whoever goes on from there tells the same lines, whose hashes
   * depend on chance. `mark`: what its marks go on from; 0 while its lines go into no spool. Throws E_SINK.
   */
  begin(mark: number): void;
}

/** What is known of a feed before it is opened. */
export interface FeedRow {
  readonly number: number;
  readonly name: string;
  /** Its state, in the folder of states. */
  readonly file: string;
}

/** Every feed there can be; a number or a file that was given once keeps its meaning. */
export const feeds = {
  logs: { number: 1, name: "login logs", file: "logs.state" },
  logind: { number: 2, name: "logind", file: "logind.state" },
  channels: { number: 3, name: "event logs", file: "channels.state" },
} as const satisfies Readonly<Record<string, FeedRow>>;
