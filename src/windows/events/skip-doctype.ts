import { GT } from "./markup.ts";
import type { Scanned, Stretch } from "./scan-event.ts";

/** Longest declaration that is passed over as a whole. */
const DOCTYPE_UNITS = 64 * 1024;

const fault = "a document type declaration, of which nothing is used";

/**
 * Passes over a document type declaration, quotes and the brackets of its inner part included: what it declares is used
 * by nobody, and an event in it is none. Undefined when more may come.
 */
export function skipDoctype({ shape, end, isLast }: Stretch, start: number): Scanned | undefined {
  const limit = Math.min(end, start + DOCTYPE_UNITS);
  let quote = "";
  let depth = 0;
  for (let at = start; at < limit; at++) {
    const byte = shape[at];
    const character = String.fromCharCode(byte as number);
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === "[") depth += 1;
    else if (character === "]") depth -= 1;
    else if (byte === GT && depth <= 0) return { to: at + 1, fault };
  }
  return isLast || limit < end || limit - start >= DOCTYPE_UNITS ? { to: limit, fault } : undefined;
}
