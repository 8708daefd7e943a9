import type { WindowsEvent } from "./event.ts";

/** Negative when the first event comes before the second: by time, then log, then record. */
export function compareEvents(one: WindowsEvent, other: WindowsEvent): number {
  return compareTimes(one, one.time, other, other.time);
}

/** As `compareEvents`, by other times than the events' own. */
export function compareTimes(one: WindowsEvent, time: bigint, other: WindowsEvent, otherTime: bigint): number {
  if (time !== otherTime) return time < otherTime ? -1 : 1;
  if (one.channel !== other.channel) return one.channel < other.channel ? -1 : 1;
  if (one.record !== other.record) return one.record < other.record ? -1 : 1;
  return 0;
}

/** As `compareEvents`, for events of one .evtx file: those of one log are in the order of their records, whatever the clock did. */
export function compareInFile(one: WindowsEvent, other: WindowsEvent): number {
  const isOneLog = one.channel === other.channel && one.computer === other.computer;
  if (!isOneLog || one.record === other.record) return compareEvents(one, other);
  return one.record < other.record ? -1 : 1;
}

/** Whether two events are one that was written down twice, in every value. */
export function isSameEvent(one: WindowsEvent, other: WindowsEvent): boolean {
  return (
    compareEvents(one, other) === 0 &&
    one.computer === other.computer &&
    one.provider === other.provider &&
    one.id === other.id &&
    one.data.size === other.data.size &&
    one.unnamed.length === other.unnamed.length &&
    [...one.data].every(([name, value]) => other.data.get(name) === value) &&
    one.unnamed.every((value, at) => other.unnamed[at] === value)
  );
}

/**
 * Whether events stand in a file with the newest first, as `wevtutil /rd:true` and Get-WinEvent give them: told by the
 * records of neighbours of one log, which no clock changes, else by their times.
 */
export function isNewestFirst(events: readonly WindowsEvent[]): boolean {
  let rises = 0;
  let falls = 0;
  for (const [index, event] of events.entries()) {
    const before = events[index - 1];
    if (before === undefined) continue;
    const isOneLog = event.channel === before.channel && event.computer === before.computer;
    const step = isOneLog && event.record !== before.record ? event.record - before.record : event.time - before.time;
    if (step > 0n) rises += 1;
    else if (step < 0n) falls += 1;
  }
  return falls > 4 * rises;
}
