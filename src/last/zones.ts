/** From a second since 1970 UTC on, local time is ahead of UTC by `offset` seconds. */
export interface ZoneChange {
  readonly from: number;
  readonly offset: number;
}

const DAY = 86_400;
/** Seconds between two looks at the zone: no offset was ever in force for less than twelve days and a clock change. */
const STEP = 5 * DAY;
/** What tables of time zones know: 1900 to 2200. Outside, the offset of the nearer end is taken. */
const FIRST = -2_208_988_800;
const LAST = 7_258_118_400;

/**
 * The offsets of the process's time zone (TZ) from second `first` to `last`, the first entry for all time before the
 * second one. One look at the zone for every five days, and some twenty for every change.
 */
export function zoneChanges(first: number, last: number): ZoneChange[] {
  let at = within(first);
  const end = within(last);
  let offset = offsetAt(at);
  const changes: ZoneChange[] = [{ from: Number.NEGATIVE_INFINITY, offset }];
  while (at < end) {
    const next = Math.min(at + STEP, end);
    const later = offsetAt(next);
    if (later !== offset) changes.push({ from: changeBetween(at, next, later), offset: later });
    offset = later;
    at = next;
  }
  return changes;
}

function within(second: number): number {
  return Math.min(Math.max(second, FIRST), LAST);
}

/** The first second of the new offset. */
function changeBetween(before: number, after: number, offset: number): number {
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === offset) high = middle;
    else low = middle;
  }
  return high;
}

/** To the second: before 1972 some zones had odd ones, which getTimezoneOffset() does not tell. */
function offsetAt(second: number): number {
  const date = new Date(second * 1000);
  const local = Date.UTC(
    date.getFullYear(),
    date.getMonth(),
    date.getDate(),
    date.getHours(),
    date.getMinutes(),
    date.getSeconds(),
  );
  return local / 1000 - second;
}

/** `+01:00`, as ISO 8601 writes an offset. */
export function offsetText(offset: number): string {
  const minutes = Math.floor(Math.abs(offset) / 60);
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
