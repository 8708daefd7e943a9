import { basename } from "node:path";
import type { LayoutGroup } from "../model/layout.ts";
import type { Score } from "../wasm/scores.ts";

/** A layout with what speaks for it: the mean score of its records, and small tie-breakers. */
export interface Candidate extends Score {
  readonly rank: number;
}

/** What detection says about a file. */
export interface Verdict {
  /** The best candidate, absent when no layout fits from the first byte on. */
  readonly best: Candidate | undefined;
  /** 0 to 1: the share of sound records, halved when the next candidate is as likely. */
  readonly confidence: number;
  /** All layouts that had any record to look at, best first. */
  readonly candidates: readonly Candidate[];
}

/** Names that files of a group usually carry; they break ties and never decide. */
const usualNames: readonly (readonly [RegExp, readonly LayoutGroup[]])[] = [
  [/(?:^|[^a-z])lastlog/, ["lastlog"]],
  [/(?:^|[^a-z])faillog/, ["faillog"]],
  [/(?:^|[^a-z])utx\./, ["freebsd", "freebsd-log"]],
  [/(?:^|[^a-z])[uw]tmpx/, ["netbsd", "dragonfly", "macos", "solaris"]],
];

/** A typed record that is sound in everything scores at least 6, one of a layout without types at least 3. */
const SOUND_TYPED = 4;
const SOUND_UNTYPED = 3;

function rank(score: Score, name: string): number {
  const seen = score.good + score.bad;
  if (seen === 0) return Number.NEGATIVE_INFINITY;
  const usual = usualNames.find(([pattern]) => pattern.test(name))?.[1].includes(score.layout.group) ? 1 : 0;
  return score.sum / seen + usual - (score.rest > 0 ? 0.5 : 0);
}

function isAcceptable(candidate: Candidate): boolean {
  const floor = candidate.layout.type === undefined ? SOUND_UNTYPED : SOUND_TYPED;
  return candidate.good > candidate.bad && candidate.rank >= floor;
}

/** Decides between layouts by the content's scores; `path` breaks ties. Same bytes and name, same verdict. */
export function decide(scores: readonly Score[], path: string): Verdict {
  const name = basename(path);
  const candidates = scores
    .map((score) => ({ ...score, rank: rank(score, name) }))
    .filter((candidate) => candidate.rank > Number.NEGATIVE_INFINITY)
    .sort((a, b) => b.rank - a.rank || a.index - b.index);
  const best = candidates.find(isAcceptable);
  if (best === undefined) return { best, confidence: 0, candidates };
  const next = Math.max(0, candidates.find((candidate) => candidate !== best)?.rank ?? 0);
  const share = best.good / (best.good + best.bad);
  const margin = (best.rank - next) / best.rank;
  return { best, confidence: (share * (1 + Math.max(0, margin))) / 2, candidates };
}
