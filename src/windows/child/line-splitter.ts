const LF = 0x0a;

/** Cuts a stream of bytes into lines, whatever pieces it comes in. Holds at most one line. */
export class LineSplitter {
  readonly #longest: number;
  readonly #parts: Buffer[] = [];
  #length = 0;

  /** @param longest bytes that a line may have */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /** The lines that end in this piece, as latin1 without their LF. Throws a RangeError at one that is too long. */
  *push(bytes: Uint8Array): Generator<string, void, undefined> {
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    let from = 0;
    for (let to = piece.indexOf(LF); to !== -1; to = piece.indexOf(LF, from)) {
      this.#keep(piece.subarray(from, to));
      from = to + 1;
      yield this.#taken();
    }
    this.#keep(piece.subarray(from));
  }

  #keep(part: Buffer): void {
    if (part.length === 0) return;
    this.#length += part.length;
    if (this.#length > this.#longest) throw new RangeError(`a line of more than ${this.#longest} bytes`);
    this.#parts.push(part);
  }

  #taken(): string {
    const [only] = this.#parts;
    const line = this.#parts.length === 1 && only !== undefined ? only : Buffer.concat(this.#parts);
    this.#parts.length = 0;
    this.#length = 0;
    return line.toString("latin1");
  }
}
