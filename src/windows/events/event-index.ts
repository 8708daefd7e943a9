const FIRST = 64 * 1024;

/** Where texts stand in a file, in its order: 12 bytes of memory for each. */
export class EventIndex {
  length = 0;
  #starts = new Float64Array(FIRST);
  #lengths = new Uint32Array(FIRST);

  add(start: number, bytes: number): void {
    if (this.length === this.#starts.length) {
      const [starts, lengths] = [this.#starts, this.#lengths];
      this.#starts = new Float64Array(2 * this.length);
      this.#starts.set(starts);
      this.#lengths = new Uint32Array(2 * this.length);
      this.#lengths.set(lengths);
    }
    this.#starts[this.length] = start;
    this.#lengths[this.length] = bytes;
    this.length += 1;
  }

  startOf(at: number): number {
    return this.#starts[at] as number;
  }

  bytesOf(at: number): number {
    return this.#lengths[at] as number;
  }
}
