import type { FollowStart } from "../../model/follow-start.ts";
import type { Report } from "../../model/report.ts";
import type { ChannelsAnswer } from "../ask.ts";
import { type ChannelWord, channelNames } from "../stories/known.ts";
import type { Places } from "./channels-state.ts";
import { lookAtChannel } from "./extents.ts";
import { beginning, type Extent, goOn, type Onward, type Place } from "./place.ts";

/** As many records before now are read where following begins: for who is logged in, and since when. */
const LEAD = 10_000n;

/** One channel that is read in a poll. */
export interface Step {
  readonly channel: ChannelWord;
  readonly onward: Onward;
  /** The last record that is read. */
  readonly last: bigint;
}

/** What one poll reads, and where the other channels are. */
export interface Plan {
  readonly places: Places;
  readonly steps: readonly Step[];
  /** Some channel is read for the first time. */
  readonly isBeginning: boolean;
}

/** What is known before a poll. */
export interface Planning {
  readonly channels: readonly ChannelWord[];
  /** Undefined: following begins. */
  readonly places: Places | undefined;
  readonly start: FollowStart;
  readonly report: Pick<Report, "fail" | "notice">;
}

/**
 * Plans a poll by how the channels are. What is wrong with one is told to `report`, and hinders no other; one that this
 * computer does not have is no fault, unless it had it. A channel that is there later than the others is new as a whole;
 * one that may be read later begins at that moment.
 */
export function planPoll(answer: ChannelsAnswer, { channels, places, start, report }: Planning): Plan {
  const steps: Step[] = [];
  const after: Partial<Record<ChannelWord, Place>> = { ...places };
  let isBeginning = false;
  for (const channel of channels) {
    const look = lookAtChannel(answer, channel);
    const place = places?.[channel];
    const isExpected = look.status !== "missing" || (place?.seen ?? 0n) > 0n;
    if (look.fault !== undefined && isExpected) report.fail(look.fault);
    if (look.status === "missing") after[channel] ??= beginning;
    if (look.status !== "readable") continue;
    const { extent } = look;
    isBeginning ||= place === undefined;
    const last = extent.newest ?? 0n;
    const at = place ?? firstPlace(extent, start);
    const onward = places === undefined ? leadingTo(at, extent) : goOn(at, extent);
    if (onward.notice !== undefined) report.notice(`${channelNames[channel]}: ${onward.notice}`);
    after[channel] = onward.place;
    if (onward.after !== undefined) steps.push({ channel, onward, last });
  }
  return { places: after, steps, isBeginning };
}

function firstPlace({ newest }: Extent, start: Planning["start"]): Place {
  return start === "now" ? { seen: newest ?? 0n } : beginning;
}

/** Where following begins, what stands before that place is read too, as far as it may matter. */
function leadingTo(place: Place, extent: Extent): Onward {
  if (place.seen === 0n) return goOn(place, extent);
  const after = place.seen > LEAD ? place.seen - LEAD : 0n;
  return { after, place: { seen: after } };
}
