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
  /** Bytes in INPUT, and where they stand in the file: behind the hole that a sparse file may begin with. */
  readonly length: number;
  readonly offset: number;
  readonly isWhole: boolean;
  /** Kind `records`: every layout's score, and what follows from them. */
  readonly scores: readonly Score[];
  readonly verdict: Verdict;
}

/**
 * Reads the first bytes of a source into INPUT and tells what kind of file it is. As many as INPUT holds, or up to the
 * end or the first hole: the same bytes, and so the same verdict, however they arrive.
 */
export async function examine(core: Core, source: ByteSource): Promise<Examined> {
  const room = core.input.length - HEAD_ROOM;
  const { offset } = source;
  let length = 0;
  let isWhole = false;
  // Behind a hole the source's offset is not where the last read ended.
  while (!isWhole && length < room && source.offset === offset + length) {
    const got = await source.read(core.input.subarray(length, room));
    length += got;
    isWhole = got === 0;
  }
  const head = core.input.subarray(0, length);
  const kind = kindOf(head);
  const scores = kind === "records" ? scoreLayouts(core, length, offset) : [];
  return { source, kind, length, offset, isWhole, scores, verdict: decide(scores, source.path) };
}

function kindOf(head: Uint8Array): Examined["kind"] {
  if (head.length === 0) return "empty";
  if (isSqlite(head)) return "database";
  return looksLikeUtmpdumpText(head) ? "utmpdump" : "records";
}
