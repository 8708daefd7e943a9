import type { Core } from "../wasm/core.ts";
import { HEAD_ROOM } from "../wasm/file-batches.ts";
import { type Score, scoreLayouts } from "../wasm/scores.ts";
import { decide, type Verdict } from "./detect.ts";
import type { ByteSource } from "./open/byte-source.ts";
import { isSqlite } from "./open/sniff.ts";
import { looksLikeUtmpdumpText } from "./utmpdump-text.ts";

/** A file's first bytes, which stay at the front of INPUT, and what they say. */
export interface Examined {
  readonly source: ByteSource;
  readonly kind: "empty" | "database" | "utmpdump" | "records";
  /** Where reading began: behind the hole that a sparse file may begin with. */
  readonly start: number;
  /** Bytes in INPUT, and where they stand: at `start`, or behind zeros without end that were passed over. */
  readonly length: number;
  readonly offset: number;
  /** Whether the file ends behind them. */
  readonly isWhole: boolean;
  /** Kind `records`: every layout's score, and what follows from them. */
  readonly scores: readonly Score[];
  readonly verdict: Verdict;
}

/** Zeros are passed over in steps that keep the records of most layouts aligned: 25 × 384, 24 × 400, 32 × 300 … */
const STEP = 9600;

/**
 * Reads the first bytes of a source into INPUT and tells what kind of file it is. As many as INPUT holds, or up to the
 * end or the first hole: the same bytes, and so the same verdict, however they arrive.
 *
 * A file may begin with more zeros than INPUT holds (lastlog, where no low uid ever logged in): they are passed over.
 */
export async function examine(core: Core, source: ByteSource): Promise<Examined> {
  const room = core.input.length - HEAD_ROOM;
  const start = source.offset;
  let offset = start;
  let length = 0;
  let isWhole = false;
  for (;;) {
    // Behind a hole the source's offset is not where the last read ended.
    while (!isWhole && length < room && source.offset === offset + length) {
      const got = await source.read(core.input.subarray(length, room));
      length += got;
      isWhole = got === 0;
    }
    const passed = length === room ? zerosToPass(core.input, room) : 0;
    if (passed === 0) break;
    core.input.copyWithin(0, passed, length);
    offset += passed;
    length -= passed;
  }
  const head = core.input.subarray(0, length);
  const kind = offset === start ? kindOf(head) : "records";
  const scores = kind === "records" ? scoreLayouts(core, length, offset) : [];
  const verdict = decide(head.includes(0) ? scores : [], source.path);
  const sound =
    verdict.best === undefined && verdict.candidates.length > 0 ? soundStart(core, length, source.path) : undefined;
  return { source, kind, start, length, offset, isWhole, scores, verdict: sound ?? verdict };
}

/** Records in a row from the first byte on that speak for a layout whatever follows them. */
const SOUND_RECORDS = 6;

/**
 * The verdict on the longest half, quarter … of the head that is free of damage: undefined when there is none. Arrays by
 * uid are not taken: behind damage, none of their records is in its place.
 */
function soundStart(core: Core, length: number, path: string): Verdict | undefined {
  for (let part = length >> 1; part >= 256; part >>= 1) {
    const verdict = decide(scoreLayouts(core, part, 0), path);
    const { best } = verdict;
    if (best !== undefined && best.bad === 0 && best.good >= SOUND_RECORDS && best.layout.byUid !== true)
      return verdict;
  }
  return undefined;
}

/** How many of the zeros that a full INPUT begins with are to be passed over: none unless they are the larger part. */
function zerosToPass(input: Uint8Array, room: number): number {
  let zeros = 0;
  while (zeros < room && input[zeros] === 0) zeros += 1;
  return zeros < room / 2 ? 0 : zeros - (zeros % STEP);
}

function kindOf(head: Uint8Array): Examined["kind"] {
  if (head.length === 0) return "empty";
  if (isSqlite(head)) return "database";
  return looksLikeUtmpdumpText(head) ? "utmpdump" : "records";
}
