import type { Core } from "../wasm/core.ts";
import { scoreLayouts } from "../wasm/scores.ts";

/** Records that were found behind the start of a file. */
export interface Inside {
  /** Index into the layout table. */
  readonly layout: number;
  /** Bytes before the first one. */
  readonly at: number;
}

/** Records in a row, where the layout has bytes that are always zero, and where nearly all of a record is text. */
const PAIR = 2;
const ROW = 12;

/** Bytes of the shortest record of utx.log that has a time. */
const SHORTEST = 11;

/**
 * Looks for records behind damage at the start of the first `length` bytes in INPUT; undefined when there are none.
 *
 * A pair is enough where a record has bytes to check. Without them (Solaris' old utmp, utx.log) programs and text hold
 * pairs by chance, so a dozen have to follow each other, or all that there are up to the end.
 */
export function findInside(core: Core, length: number): Inside | undefined {
  const head = core.input.slice(0, length);
  if (!head.includes(0)) return undefined;
  try {
    for (let from = 0; from < length; ) {
      core.input.set(head.subarray(from));
      const index = core.detectInside(length - from);
      const layout = core.layouts[index];
      if (layout === undefined) return undefined;
      const at = from + core.insideAt();
      const isChecked = layout.reserved !== undefined || layout.usec !== undefined;
      if (isChecked || isRow(core, index, head.subarray(at))) return { layout: index, at };
      from = at + PAIR * (layout.family === "utx-log" ? SHORTEST : layout.bytes);
    }
    return undefined;
  } finally {
    core.input.set(head);
  }
}

function isRow(core: Core, index: number, bytes: Uint8Array): boolean {
  const width = core.layouts[index]?.bytes ?? 0;
  const piece = bytes.subarray(0, ROW * width);
  core.input.set(piece);
  const { good, bad } = scoreLayouts(core, piece.length, 0)[index] ?? { good: 0, bad: 0 };
  return good >= ROW || (piece.length === bytes.length && good >= PAIR && bad === 0);
}
