/** An event by which a log is known again: its number and its time, in µs. */
export interface Anchor {
  readonly record: bigint;
  readonly time: bigint;
}

/** How far a channel has been read. */
export interface Place {
  /** Up to this record all has been told, or is nothing to tell of; 0: the log was empty, or not there. */
  readonly seen: bigint;
  /** The last event that was told, at or before `seen`. */
  readonly anchor?: Anchor;
}

/** How a channel's log is now; null: it holds nothing. */
export interface Extent {
  readonly oldest: bigint | null;
  readonly newest: bigint | null;
}

/** How to go on behind a place. */
export interface Onward {
  /** Open the log behind this record; undefined: nothing has come. */
  readonly after: bigint | undefined;
  /** The first event that comes must be this one, or the log is another. */
  readonly anchor?: Anchor;
  readonly place: Place;
  /** What happened to the log, if anything did. */
  readonly notice?: string;
}

/** Where a log begins of which nothing is known. */
export const beginning: Place = { seen: 0n };

/** Where to go on in a log of that extent. */
export function goOn(place: Place, { oldest, newest }: Extent): Onward {
  if (newest === null || oldest === null) {
    return place.seen === 0n ? { after: undefined, place } : { after: undefined, place: beginning, notice: anew };
  }
  if (newest < place.seen) return { after: 0n, place: beginning, notice: anew };
  if (newest === place.seen) return { after: undefined, place };
  const isLost = place.seen > 0n && oldest > place.seen + 1n;
  const notice = isLost ? { notice: `${lost(place.seen + 1n, oldest - 1n)}` } : {};
  const { anchor } = place;
  if (anchor === undefined || anchor.record < oldest) return { after: place.seen, place, ...notice };
  return { after: anchor.record - 1n, anchor, place, ...notice };
}

/** Said of a log whose numbers have begun anew. */
export const anew = "was cleared or made anew; it is read from its beginning";

function lost(first: bigint, last: bigint): string {
  const which = first === last ? `record ${first} was` : `records ${first} to ${last} were`;
  return `${which} overwritten or cleared before they could be read`;
}
