import { GT, isTagAt, LT } from "./markup.ts";
import type { Scanned, Stretch } from "./scan-event.ts";

/** Longest declaration that is passed over as a whole. */
const DOCTYPE_UNITS = 8 * 1024;

const fault = "a document type declaration, of which nothing is used";

const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const OPEN = 0x5b;
const CLOSE = 0x5d;

/**
 * Passes over a document type declaration, quotes and the brackets of its inner part included: what it declares is used
 * by nobody, and an event in it is none. One that does not end is no reason to pass over events: it reaches to the next.
 * Undefined when more may come.
 */
export function skipDoctype({ shape, end, isLast }: Stretch, start: number): Scanned | undefined {
  const limit = Math.min(end, start + DOCTYPE_UNITS);
  let quote = 0;
  let depth = 0;
  for (let at = start + 1; at < limit; at++) {
    const byte = shape[at];
    // Markup has its place in brackets alone: this is damage, and something else begins here.
    if (byte === LT && depth === 0) return { to: at, fault };
    if (quote !== 0) {
      if (byte === quote) quote = 0;
    } else if (byte === QUOTE || byte === APOSTROPHE) quote = byte;
    else if (byte === OPEN) depth += 1;
    else if (byte === CLOSE) depth = Math.max(0, depth - 1);
    else if (byte === GT && depth === 0) return { to: at + 1, fault };
  }
  if (!isLast && limit - start < DOCTYPE_UNITS) return undefined;
  let to = start + 1;
  while (to < limit && !isTagAt(shape, to, "<Event")) to += 1;
  return { to, fault };
}
