import type { Closings } from "./closing.ts";
import { BANG, behindBlank, isAt, isTagAt, LT, nameEnd, QUESTION, SLASH, tagEnd } from "./markup.ts";

/** Longest event that is read, in units of its encoding: in a log none is longer than 64 KiB. */
export const EVENT_UNITS = 1024 * 1024;

/** Longest tag. */
const TAG_UNITS = 64 * 1024;

/** Deepest nesting of elements. */
const DEPTH = 64;

/** As many units tell what begins with a `<`. */
const TELLING = 9;

/** The part of a text that is at hand. */
export interface Stretch {
  /** One byte a unit (TextWindow). */
  readonly shape: Buffer;
  readonly end: number;
  /** Nothing comes behind it. */
  readonly isLast: boolean;
  /** Its place in the whole text, units. */
  readonly base: number;
}

/** Where an event ends; with a fault: why it is none, and where to go on looking for the next. */
export interface Scanned {
  readonly to: number;
  readonly fault?: string;
}

const unfinished = "an event that is not finished";
const tooLong = `an event of more than ${EVENT_UNITS} characters`;

const names = { from: new Int32Array(DEPTH), to: new Int32Array(DEPTH) };

/**
 * Finds the end of the event that begins at `start`: well-nested tags to the one that closes it, whatever stands in
 * quotes, comments and CDATA sections. A new event with its System inside of an open one shows that the first was cut.
 * Undefined when the stretch ends before that is known and more may come.
 */
export function scanEvent(stretch: Stretch, start: number, closings: Closings): Scanned | undefined {
  const { shape, base } = stretch;
  const limit = Math.min(stretch.end, start + EVENT_UNITS);
  const isWhole = stretch.isLast || limit < stretch.end;
  const text = shape.subarray(0, limit);
  const tail = (to: number): Scanned | undefined => {
    if (!isWhole) return undefined;
    return { to, fault: limit < stretch.end ? tooLong : unfinished };
  };
  let depth = 0;
  let at = start;
  for (;;) {
    while (at < limit && shape[at] !== LT) at += 1;
    if (at >= limit) return tail(limit);
    if (limit - at < TELLING && !isWhole) return undefined;
    const kind = shape[at + 1];
    if (kind === BANG || kind === QUESTION) {
      const closing = closingOf(text, at);
      if (closing === undefined) return { to: at, fault: "a declaration inside an event" };
      const found = closings.find(text, closing, at + 2, base);
      if (found < 0) return tail(at + 1);
      at = found + closing.length;
      continue;
    }
    const isEnd = kind === SLASH;
    const from = at + (isEnd ? 2 : 1);
    const to = nameEnd(shape, from, limit);
    if (to === from) return { to: at + 1, fault: "an event with a stray <" };
    const { at: gt, isBroken } = tagEnd(shape, at, Math.min(limit, at + TAG_UNITS));
    if (isBroken) return { to: gt, fault: unfinished };
    if (gt < 0)
      return limit - at > TAG_UNITS
        ? { to: at + 1, fault: `a tag of more than ${TAG_UNITS} characters` }
        : tail(at + 1);
    if (isEnd) {
      depth -= 1;
      if (!isSameName(text, from, to, depth)) return { to: at, fault: "an event whose tags do not fit each other" };
    } else if (shape[gt - 1] !== SLASH) {
      if (depth > 0 && isTagAt(shape, at, "<Event")) {
        const next = behindBlank(shape, gt + 1, limit);
        if (limit - next < TELLING && !isWhole) return undefined;
        if (isTagAt(shape, next, "<System")) return { to: at, fault: unfinished };
      }
      if (depth === DEPTH) return { to: at + 1, fault: `an event with elements nested more than ${DEPTH} deep` };
      names.from[depth] = from;
      names.to[depth] = to;
      depth += 1;
    }
    at = gt + 1;
    if (depth === 0) return { to: at };
  }
}

/** What closes the comment, CDATA section or instruction that begins at a place; undefined: it is something else. */
function closingOf(text: Buffer, at: number): string | undefined {
  if (text[at + 1] === QUESTION) return "?>";
  if (isAt(text, at, "<!--")) return "-->";
  return isAt(text, at, "<![CDATA[") ? "]]>" : undefined;
}

function isSameName(text: Buffer, from: number, to: number, depth: number): boolean {
  const first = names.from[depth] as number;
  if ((names.to[depth] as number) - first !== to - from) return false;
  for (let index = 0; index < to - from; index++) {
    if (text[first + index] !== text[from + index]) return false;
  }
  return true;
}
