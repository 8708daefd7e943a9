/** Longest text that is kept: no name of an account or a computer is as long. */
const LONGEST = 1024;

const KEPT = 1024;

/**
 * Texts as copies of their own. A text cut out of a larger one keeps all of that in memory, and what is open is kept for
 * months. Equal texts are one copy, as long as there are not too many.
 */
export class OwnTexts {
  readonly #texts = new Map<string, string>();

  /** A copy, cut where it is longer than any name. */
  own(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size >= KEPT) this.#texts.clear();
    // Written and read again is the one way that makes new characters, lone surrogates too.
    const copy = JSON.parse(JSON.stringify(text.slice(0, LONGEST))) as string;
    if (text.length <= LONGEST) this.#texts.set(copy, copy);
    return copy;
  }

  /** The same thing with its texts copied. */
  ownAll<T extends object>(thing: T): T {
    const copies: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(thing))
      copies[name] = typeof value === "string" ? this.own(value) : value;
    return copies as T;
  }
}
