import { usageError } from "./usage.ts";

/** One step of a text pattern: any one unit, any units (also none), or bytes that stand for themselves. */
export type Step = "?" | "*" | Uint8Array;

const encoder = new TextEncoder();

//  Wildcards, what whoflux itself writes for bytes that must not be shown, escaped marks, plain text, a stray backslash.
const token = /([*?])|\\x([0-9a-f]{2})|\\u\{([0-9a-f]{1,6})\}|\\([\\*?!])|([^\\*?]+)|\\/giu;

/**
 * Reads a text pattern: `*` any text, `?` one character (or one byte that belongs to none), `\xNN` a byte, `\u{…}` a
 * code point, and `\\`, `\*`, `\?`, `\!` the mark itself. Neighbouring literals come as one. Throws E_USAGE for any other
 * backslash, so that a Windows path is never taken for an escape.
 */
export function parsePattern(option: string, value: string): Step[] {
  const steps: Step[] = [];
  for (const [, wildcard, byte, point, mark, plain] of value.matchAll(token)) {
    if (wildcard === "*" || wildcard === "?") {
      if (wildcard === "?" || steps.at(-1) !== "*") steps.push(wildcard);
    } else if (byte !== undefined) {
      append(steps, Uint8Array.of(Number.parseInt(byte, 16)));
    } else if (point !== undefined) {
      append(steps, encoder.encode(character(option, value, Number.parseInt(point, 16))));
    } else if (mark !== undefined || plain !== undefined) {
      append(steps, encoder.encode(mark ?? plain));
    } else {
      throw usageError(
        option,
        "behind a backslash, xNN, u{…}, or one of \\ * ? !",
        value,
        "write \\x5c for a backslash",
      );
    }
  }
  return steps;
}

function character(option: string, value: string, point: number): string {
  const exists = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  if (!exists) throw usageError(option, "a code point that exists", value);
  return String.fromCodePoint(point);
}

function append(steps: Step[], bytes: Uint8Array): void {
  const last = steps.at(-1);
  if (last instanceof Uint8Array) steps[steps.length - 1] = Buffer.concat([last, bytes]);
  else steps.push(bytes);
}
