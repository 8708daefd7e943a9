/** Things in the order in which they came, out of which any may go: adding, removing and looking at the oldest are cheap. */
export class Queue<T> {
  #inOrder: T[] = [];
  #first = 0;
  readonly #there = new Set<T>();

  get size(): number {
    return this.#there.size;
  }

  add(thing: T): void {
    this.#there.add(thing);
    this.#inOrder.push(thing);
  }

  remove(thing: T): void {
    this.#there.delete(thing);
    // Holes are swept out when they are most of it.
    if (this.#inOrder.length > 2 * this.#there.size + 64) {
      this.#inOrder = this.#inOrder.filter((other) => this.#there.has(other));
      this.#first = 0;
    }
  }

  oldest(): T | undefined {
    for (; this.#first < this.#inOrder.length; this.#first++) {
      const thing = this.#inOrder[this.#first] as T;
      if (this.#there.has(thing)) return thing;
    }
    return undefined;
  }

  /** All of them, oldest first. */
  all(): T[] {
    return this.#inOrder.filter((thing) => this.#there.has(thing));
  }
}
