import type { ChannelWord } from "../stories/known.ts";
import type { Place } from "./place.ts";

/** How far each channel has been read. */
export type Places = Readonly<Partial<Record<ChannelWord, Place>>>;

/** Everything that following needs to go on: plain data, saved as one. */
export interface ChannelsState<Kept> {
  readonly places: Places;
  /** Absent while no event has come. */
  readonly stories?: Kept;
  /** The logs are not told to their ends yet; of what is before this moment, in µs, nothing is told till then. */
  readonly since?: bigint;
}
