/**
 * The numbers of open logs, as they are told outside. A reader dies with the child that opened it, and the next child
 * begins to count anew: no number is given twice, so that an old one never reaches a reader of somebody else.
 */
export class Readers {
  readonly #open = new Map<number, number>();
  #last = 0;

  /** How many are open. */
  get size(): number {
    return this.#open.size;
  }

  /** A number for the reader that the child calls `inner`. */
  opened(inner: number): number {
    this.#last += 1;
    this.#open.set(this.#last, inner);
    return this.#last;
  }

  /** What the child calls it; undefined: it went with an earlier child, or was closed. */
  inner(reader: number): number | undefined {
    return this.#open.get(reader);
  }

  closed(reader: number): void {
    this.#open.delete(reader);
  }

  /** The child has gone. */
  lost(): void {
    this.#open.clear();
  }
}
