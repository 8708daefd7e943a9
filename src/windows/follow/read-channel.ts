import type { Windows } from "../ask.ts";
import type { WindowsEvent } from "../events/event.ts";
import { type ChannelWord, channelNames, knownIds } from "../stories/known.ts";
import { anew, beginning, type Onward, type Place } from "./place.ts";

/** As many events are asked for at a time. */
const BATCH = 256;

/** What reading a channel takes. */
export interface ChannelReading {
  readonly windows: Windows;
  readonly channel: ChannelWord;
  readonly onward: Onward;
  /** The last record that is read: a log may grow faster than it is read. */
  readonly last: bigint;
  /** The event behind its XML; undefined: it is none that can be read, which has been said. */
  readonly eventOf: (xml: string) => WindowsEvent | undefined;
  /** The log's numbers have begun anew, which `message` says: what was read of it before is of another log. */
  readonly begunAnew: (place: Place, message: string) => void;
}

/** The events of a channel from a place on, in the order of their numbers. Throws AskError. */
export async function* readChannel(reading: ChannelReading): AsyncGenerator<WindowsEvent> {
  for await (const event of fromPlace(reading)) {
    if (event.record > reading.last) return;
    yield event;
  }
}

async function* fromPlace({
  windows,
  channel,
  onward,
  eventOf,
  begunAnew,
}: ChannelReading): AsyncGenerator<WindowsEvent> {
  const { after, anchor, place } = onward;
  if (after === undefined) return;
  if (anchor === undefined) {
    yield* behind(windows, channel, after, eventOf);
    return;
  }
  let isSame = false;
  for await (const event of behind(windows, channel, after, eventOf)) {
    isSame ||= event.record === anchor.record && event.time === anchor.time;
    if (!isSame) break;
    if (event.record > place.seen) yield event;
  }
  if (isSame) return;
  begunAnew(beginning, anew);
  yield* behind(windows, channel, 0n, eventOf);
}

async function* behind(
  windows: Windows,
  channel: ChannelWord,
  after: bigint,
  eventOf: ChannelReading["eventOf"],
): AsyncGenerator<WindowsEvent> {
  const log = { log: channelNames[channel], kind: "channel", ids: knownIds(channel) } as const;
  const { reader } = await windows.ask("open", { ...log, after: String(after) });
  let isAtEnd = false;
  try {
    while (!isAtEnd) {
      const { events } = await windows.ask("next", { reader, most: BATCH });
      isAtEnd = events.length === 0;
      for (const xml of events) {
        const event = eventOf(xml);
        if (event !== undefined) yield event;
      }
    }
  } finally {
    // A child that was ended has no readers left, and what ended it is told already.
    await windows.ask("close", { reader }).catch(() => {});
  }
}
