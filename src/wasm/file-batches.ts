import type { Batches, Skip } from "./batches.ts";
import type { Core } from "./core.ts";

/** Bytes of one file in order. `offset` is where the next byte stands in it; a read never spans a hole. */
export interface Bytes {
  readonly offset: number;
  read(target: Uint8Array): number | Promise<number>;
  close(): void;
}

/** How a file is to be decoded. */
export interface Decoding {
  /** Index into the layout table. */
  readonly layout: number;
  /** `stride`: every stride is a record, whatever it holds. `checked`: records are found again after damage. */
  readonly mode: "stride" | "checked";
  /** Bytes that detection already put into INPUT, and where they stand in the file. */
  readonly head: { readonly length: number; readonly offset: number };
  /** `record`: one starts where the head does, also off the stride; absent: records count from the start of the file. */
  readonly from?: "record";
  /** `growing`: more will follow the end of the bytes, so records that only what follows tells about are left. */
  readonly end?: "growing";
  readonly onSkip: (skip: Skip) => void;
}

/** Room in INPUT that detection leaves for the cut record before the first data of a sparse file. */
export const HEAD_ROOM = 1024;

/** The chunk loop: file bytes through INPUT into rows; a record that a chunk edge cuts is carried over. */
export class FileBatches implements Batches {
  readonly #core: Core;
  readonly #bytes: Bytes;
  readonly #onSkip: (skip: Skip) => void;
  readonly #recordBytes: number;
  readonly #byUid: boolean;
  readonly #isGrowing: boolean;
  /** File offset behind the bytes fed so far. */
  #fedTo: number;
  #isOver = false;
  #isBehindHole = false;

  constructor(core: Core, bytes: Bytes, decoding: Decoding) {
    const layout = core.layouts[decoding.layout];
    if (layout === undefined) throw new RangeError(`no layout has the number ${decoding.layout}`);
    this.#core = core;
    this.#bytes = bytes;
    this.#onSkip = decoding.onSkip;
    this.#recordBytes = layout.bytes;
    this.#byUid = layout.byUid === true;
    this.#isGrowing = decoding.end === "growing";
    core.beginFile(decoding.layout, decoding.mode === "stride" ? 1 : 0);
    const { length, offset } = decoding.head;
    const lead = decoding.from === "record" ? 0 : offset % this.#recordBytes;
    core.input.copyWithin(lead, 0, length);
    core.input.fill(0, 0, lead);
    core.feed(lead + length, BigInt(offset - lead), 0);
    this.#fedTo = offset + length;
  }

  next(): number | Promise<number> {
    for (;;) {
      const rows = this.#core.decode();
      const skipped = this.#drainSkips();
      if (rows > 0) return rows;
      // Decoding also stops when SKIPS is full.
      if (skipped > 0) continue;
      if (this.#isOver) return 0;
      const more = this.#fill();
      if (more !== undefined) return more.then(() => this.next());
    }
  }

  close(): void {
    this.#bytes.close();
  }

  /** Carries the rest of the chunk to the front and puts what follows behind it. */
  #fill(): Promise<void> | undefined {
    let tail = this.#core.carry();
    let tailOffset = Number(this.#core.nextOffset());
    const at = this.#bytes.offset;
    if (at !== this.#fedTo) {
      this.#closeBeforeHole(tail, tailOffset, at);
      return undefined;
    }
    if (this.#isBehindHole) {
      // Arrays by uid count from the start of the file, other files from the last record before the hole.
      tail = (at - (this.#byUid ? 0 : tailOffset)) % this.#recordBytes;
      tailOffset = at - tail;
      this.#core.input.fill(0, 0, tail);
      this.#isBehindHole = false;
    }
    const got = this.#bytes.read(this.#core.input.subarray(tail));
    if (typeof got !== "number") return got.then((length) => this.#feed(tail, tailOffset, length));
    this.#feed(tail, tailOffset, got);
    return undefined;
  }

  #feed(tail: number, tailOffset: number, got: number): void {
    this.#fedTo += got;
    this.#isOver = got === 0;
    this.#core.feed(tail + got, BigInt(tailOffset), got === 0 && !this.#isGrowing ? 1 : 0);
  }

  /** Ends the data before a hole: the hole's zeros complete the record that it cuts. */
  #closeBeforeHole(tail: number, tailOffset: number, at: number): void {
    const cut = tail % this.#recordBytes;
    const whole = cut === 0 ? tail : tail + this.#recordBytes - cut;
    this.#core.input.fill(0, tail, whole);
    this.#core.feed(whole, BigInt(tailOffset), 1);
    if (!this.#byUid) this.#onSkip({ start: BigInt(this.#fedTo), end: BigInt(at), reason: "hole" });
    this.#fedTo = at;
    this.#isBehindHole = true;
  }

  #drainSkips(): number {
    const count = this.#core.skipCount();
    if (count === 0) return 0;
    const { memory, SKIPS, SKIP_BYTES } = this.#core.regions;
    const entries = new BigInt64Array(memory.buffer, SKIPS, (count * SKIP_BYTES) / 8);
    for (let index = 0; index < entries.length; index += 3) {
      const [start = 0n, end = 0n, reason] = entries.subarray(index, index + 3);
      this.#onSkip({ start, end, reason: reason === 2n ? "partial" : "damaged" });
    }
    this.#core.clearSkips();
    return count;
  }
}
