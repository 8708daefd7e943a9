import type { Word } from "../model/word.ts";
import { tell } from "./plugin-log.ts";

/** Says what changes: a problem when it is there or becomes another, and when it is over; not the same in every round. */
export class StandingWords {
  readonly #tell: (word: Word) => void;
  #standing = new Map<string, string>();

  constructor(say = tell) {
    this.#tell = say;
  }

  /** The words of one round. */
  say(words: readonly Word[]): void {
    const standing = new Map<string, string>();
    for (const word of words) {
      if (word.about !== undefined) standing.set(word.about, word.text);
      if (word.about === undefined || this.#standing.get(word.about) !== word.text) this.#tell(word);
    }
    for (const about of this.#standing.keys()) {
      if (!standing.has(about)) this.#tell({ level: "I", text: `${about}: the problem is over` });
    }
    this.#standing = standing;
  }
}
