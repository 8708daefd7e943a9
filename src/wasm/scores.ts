import type { Layout } from "../model/layout.ts";
import type { Core } from "./core.ts";

/** What detection found about one layout on the first bytes of a file. */
export interface Score {
  readonly layout: Layout;
  readonly index: number;
  /** Sum over the records looked at; a sound record of a typed layout adds 6 to 14. */
  readonly sum: number;
  readonly good: number;
  readonly bad: number;
  /** Records of nothing but zeros: no evidence either way. */
  readonly zero: number;
  /** Bytes behind the last whole record. */
  readonly rest: number;
}

/** Scores every layout on `length` bytes in INPUT that stand at `offset` of a file. */
export function scoreLayouts(core: Core, length: number, offset: number): Score[] {
  core.detect(length, BigInt(offset));
  const { memory, SCORES, SCORE_BYTES } = core.regions;
  return core.layouts.map((layout, index) => {
    const [sum = 0, good = 0, bad = 0, zero = 0, rest = 0] = new Int32Array(
      memory.buffer,
      SCORES + index * SCORE_BYTES,
      SCORE_BYTES / 4,
    );
    return { layout, index, sum, good, bad, zero, rest };
  });
}
