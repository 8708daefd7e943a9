import type { WindowsEvent } from "./event.ts";

/** Negative when the first event comes before the second: by time, then log, then record. */
export function compareEvents(one: WindowsEvent, other: WindowsEvent): number {
  if (one.time !== other.time) return one.time < other.time ? -1 : 1;
  if (one.channel !== other.channel) return one.channel < other.channel ? -1 : 1;
  if (one.record !== other.record) return one.record < other.record ? -1 : 1;
  return 0;
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

/** Whether events stand in a file with the newest first, as `wevtutil /rd:true` and Get-WinEvent give them. */
export function isNewestFirst(events: readonly WindowsEvent[]): boolean {
  let rises = 0;
  let falls = 0;
  for (const [index, event] of events.entries()) {
    const before = events[index - 1];
    if (before === undefined || before.time === event.time) continue;
    if (before.time < event.time) rises += 1;
    else falls += 1;
  }
  return falls > 4 * rises;
}
