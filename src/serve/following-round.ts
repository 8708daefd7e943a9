import type { Word } from "../model/word.ts";
import type { FollowedFeed } from "./followed-feed.ts";

/** Who listens to a round. */
export interface RoundEars {
  /** Whether the round has to end, asked between two polls. */
  readonly isOver: () => boolean;
  /** Each feed was polled once more. `words`: what stands since the round began, and what happened in this turn. */
  readonly turn: (words: readonly Word[]) => void;
}

/** Polls feeds in turns until none has more. Throws NobodyReads. */
export async function followRound(feeds: readonly FollowedFeed[], ears: RoundEars): Promise<void> {
  const standing = new Map<string, Word>();
  for (let open = feeds; !ears.isOver(); ) {
    const words: Word[] = [];
    const more: FollowedFeed[] = [];
    for (const feed of open) {
      if (ears.isOver()) break;
      if ((await feed.step(words)) === "more") more.push(feed);
    }
    for (const word of words) if (word.about !== undefined) standing.set(word.about, word);
    ears.turn([...standing.values(), ...words.filter(({ about }) => about === undefined)]);
    if (more.length === 0) return;
    open = more;
    // A poll may never have waited for anything: others have a turn here.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
