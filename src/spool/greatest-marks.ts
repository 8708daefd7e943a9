import type { Mark } from "./mark.ts";

/** The greatest mark of each feed, of those that were seen. */
export class GreatestMarks {
  readonly #values = new Map<number, number>();

  add({ feed, value }: Mark): void {
    this.#values.set(feed, Math.max(value, this.of(feed)));
  }

  /** 0: it has none. */
  of(feed: number): number {
    return this.#values.get(feed) ?? 0;
  }
}
