/** ASCII that markup is made of. */
export const LT = 0x3c;
export const GT = 0x3e;
export const BANG = 0x21;
export const QUESTION = 0x3f;
export const SLASH = 0x2f;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;

/** Whether a text of ASCII stands at a place. */
export function isAt(shape: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (shape[at + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

/** White space between tags, and NULs. */
export function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Behind the white space at a place. */
export function behindBlank(shape: Uint8Array, at: number, end: number): number {
  let behind = at;
  while (behind < end && isBlank(shape[behind])) behind += 1;
  return behind;
}

/** Whether a tag of this name stands at a place, `<` or `</` included in it: `<Event`. */
export function isTagAt(shape: Uint8Array, at: number, tag: string): boolean {
  const next = shape[at + tag.length];
  return (isBlank(next) || next === GT || next === SLASH) && isAt(shape, at, tag);
}

/** Behind the name that begins at a place; the place itself when none does. */
export function nameEnd(shape: Uint8Array, at: number, end: number): number {
  if (!isNameStart(shape[at])) return at;
  let behind = at + 1;
  while (behind < end && isNamePart(shape[behind])) behind += 1;
  return behind;
}

function isNameStart(byte = 0): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || byte === 0x5f || byte >= 0x80;
}

function isNamePart(byte = 0): boolean {
  return isNameStart(byte) || (byte >= 0x2d && byte <= 0x2e) || (byte >= 0x30 && byte <= 0x3a);
}

/** Where a tag ends: at its `>`, or, broken off, where the next event begins; -1: not before `end`. */
export interface TagEnd {
  readonly at: number;
  readonly isBroken: boolean;
}

/** Looks for the end of the tag whose `<` is at a place; what stands in quotes ends nothing, unless it begins an event. */
export function tagEnd(shape: Uint8Array, lt: number, end: number): TagEnd {
  let quote = 0;
  for (let at = lt + 1; at < end; at++) {
    const byte = shape[at];
    if (byte === LT) {
      if (isTagAt(shape, at, "<Event")) return { at, isBroken: true };
    } else if (quote !== 0) {
      if (byte === quote) quote = 0;
    } else if (byte === GT) {
      return { at, isBroken: false };
    } else if (byte === QUOTE || byte === APOSTROPHE) {
      quote = byte;
    }
  }
  return { at: -1, isBroken: false };
}
