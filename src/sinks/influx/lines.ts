const LF = 0x0a;

/** Text of whole lines, cut at its line feeds. */
export class Lines {
  readonly text: Uint8Array;
  /** Where each line ends, behind its LF. */
  readonly #ends: readonly number[];

  constructor(text: Uint8Array) {
    this.text = text;
    const ends: number[] = [];
    for (let at = text.indexOf(LF); at !== -1; at = text.indexOf(LF, at + 1)) ends.push(at + 1);
    if ((ends.at(-1) ?? 0) < text.length) ends.push(text.length);
    this.#ends = ends;
  }

  get count(): number {
    return this.#ends.length;
  }

  /** The bytes of one line, with its LF. */
  line(index: number): Uint8Array {
    return this.text.subarray(this.#ends[index - 1] ?? 0, this.#ends[index]);
  }

  /** One line as text, without its LF. */
  textOf(index: number): string {
    const bytes = this.line(index);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8").replace(/\n$/, "");
  }

  /** The bytes of some lines; all of them cost nothing. */
  join(indexes: readonly number[]): Uint8Array {
    return indexes.length === this.count ? this.text : Buffer.concat(indexes.map((index) => this.line(index)));
  }
}
