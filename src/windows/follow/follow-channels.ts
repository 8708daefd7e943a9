import type { FollowStart } from "../../model/follow-start.ts";
import type { LogonEventCells } from "../../model/logon.ts";
import type { Report } from "../../model/report.ts";
import type { Windows } from "../ask.ts";
import type { Lose, Parsed } from "../events/parsed.ts";
import type { ChannelWord } from "../stories/known.ts";
import type { ChannelsState } from "./channels-state.ts";
import type { Beginning, Teller } from "./teller.ts";

/** What to follow, from where, and who tells of it. */
export interface FollowChannels<Kept> {
  readonly windows: Windows;
  readonly channels: readonly ChannelWord[];
  readonly start: FollowStart;
  /** About as many rows are told by one poll, at least one; absent: all there are. */
  readonly budget?: number;
  readonly report: Report;
  /** Milliseconds since 1970: `Date.now`. */
  readonly now: () => number;
  /** Reads the XML of one event. */
  readonly parse: (xml: string, lose: Lose) => Parsed;
  readonly begin: (from: Beginning<Kept>) => Teller<Kept>;
}

/** What one poll came to. */
export interface FollowedChannels<Kept> {
  /** The state to save when the rows are safe: the same object when nothing has changed. */
  readonly state: ChannelsState<Kept>;
  /** `more`: the budget was spent before the logs were. */
  readonly rest: "more" | "none";
}

/** Who takes the rows of a poll. */
export interface Listener {
  readonly rows: (told: readonly LogonEventCells[]) => void;
  readonly budget: number;
  /** Rows of before, in µs, are not told. */
  readonly since: bigint;
}

/** Before every moment. */
export const EVER_SINCE = -(2n ** 63n);

/** Takes nothing, whatever is told. */
export const deaf: Listener = { rows: () => {}, budget: Number.POSITIVE_INFINITY, since: EVER_SINCE };
