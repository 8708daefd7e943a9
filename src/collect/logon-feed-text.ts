import { toldMomentsOf } from "../follow/told-moments.ts";
import type { StateForm } from "../state/state-file.ts";
import type { ChannelsState } from "../windows/follow/channels-state.ts";
import type { Place } from "../windows/follow/place.ts";
import { type ChannelWord, channelWords } from "../windows/stories/known.ts";
import type { LogonFeedState } from "./logon-feed.ts";

/** What is written now; a state of another number, or of a Unix, is not read. */
const VERSION = "windows 1";

/** How a state of following Windows is written; `keptOf` checks what the stories keep, and throws with what is wrong. */
export function logonFeedForm<Kept>(keptOf: (raw: unknown) => Kept): StateForm<LogonFeedState<Kept>> {
  return { textOf, stateOf: (text) => stateOf(text, keptOf) };
}

function textOf<Kept>({ salt, told, channels }: LogonFeedState<Kept>): string {
  return JSON.stringify({ version: VERSION, salt, told, ...channels }, (_, value) =>
    typeof value === "bigint" ? String(value) : value,
  );
}

function stateOf<Kept>(text: string, keptOf: (raw: unknown) => Kept): LogonFeedState<Kept> {
  const raw = recordOf(JSON.parse(text), "the state");
  if (raw.version !== VERSION) throw new Error(`version ${String(raw.version).slice(0, 20)}, expected ${VERSION}`);
  if (typeof raw.salt !== "string" || !/^[0-9a-f]{32}$/.test(raw.salt)) throw new Error("salt: not as it is written");
  return {
    salt: raw.salt,
    told: toldMomentsOf(raw.told),
    ...(raw.places === undefined ? {} : { channels: channelsOf(raw, keptOf) }),
  };
}

function channelsOf<Kept>({ places: raw, stories, since }: Raw, keptOf: (raw: unknown) => Kept): ChannelsState<Kept> {
  const found = recordOf(raw, "places");
  const places: Partial<Record<ChannelWord, Place>> = {};
  for (const channel of channelWords) {
    if (found[channel] !== undefined) places[channel] = placeOf(recordOf(found[channel], channel));
  }
  return {
    places,
    ...(stories === undefined ? {} : { stories: keptOf(stories) }),
    ...(since === undefined ? {} : { since: integerOf(since, "since") }),
  };
}

function placeOf({ seen, anchor }: Raw): Place {
  if (anchor === undefined) return { seen: integerOf(seen, "seen") };
  const { record, time } = recordOf(anchor, "anchor");
  const known = { record: integerOf(record, "record"), time: integerOf(time, "time") };
  return { seen: integerOf(seen, "seen"), anchor: known };
}

type Raw = Readonly<Record<string, unknown>>;

function recordOf(value: unknown, what: string): Raw {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Raw;
  throw new Error(`${what}: no object`);
}

function integerOf(value: unknown, what: string): bigint {
  if (typeof value !== "string" || !/^-?\d{1,20}$/.test(value)) throw new Error(`${what}: no whole number`);
  return BigInt(value);
}
