import { WhofluxError } from "../model/error.ts";
import type { Layout } from "../model/layout.ts";
import type { Score } from "../wasm/scores.ts";
import { layouts } from "./layouts/index.ts";

/**
 * The layouts that `name` means: one, or both byte orders where the name leaves the order open (`linux-384`).
 * Throws E_USAGE for a name that is none.
 */
export function layoutsNamed(name: string): readonly Layout[] {
  const named = layouts.filter((layout) => layout.name === name || layout.name.replace(/-[lb]e$/, "") === name);
  if (named.length > 0) return named;
  throw new WhofluxError("E_USAGE", "`--layout` names no layout", {
    expected: layouts.map((layout) => layout.name).join(", "),
    found: name,
  });
}

/** Among the layouts that the user vouches for, the one whose scores are best; little-endian when nothing tells. */
export function chooseNamed(name: string, scores: readonly Score[]): Score {
  const named = layoutsNamed(name);
  const candidates = scores.filter((score) => named.includes(score.layout));
  return candidates.reduce((best, score) => (score.sum > best.sum ? score : best));
}
