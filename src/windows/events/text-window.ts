import type { ByteSource } from "../../unix/open/byte-source.ts";
import { type Encoding, encodingOf, textOf } from "./encoding.ts";

/** Bytes read at a time at the most. */
const CHUNK = 256 * 1024;

/** New bytes that are waited for before a text is looked at again: it may be one that was not whole before. */
const LEAST = 64 * 1024;

/** Zeros behind the text, so that whoever compares a word at its end finds none there. */
const SLACK = 32;

/**
 * The part of a text that is in memory: what was read and not yet let go of. Places in it count units of the encoding
 * from the window's start; `shape` has one byte for each unit, ASCII as itself, so that markup is found alike in every
 * encoding.
 */
export class TextWindow {
  encoding: Encoding;
  /** One byte a unit; from `end` on some zeros, then nothing that means anything. */
  shape = Buffer.alloc(0);
  /** Units in the window. */
  end = 0;
  /** Nothing comes behind these units: the file has ended, or zeros follow that its file system does not store. */
  isLast = false;
  readonly #source: ByteSource;
  #bytes = Buffer.allocUnsafe(2 * CHUNK + 2 * SLACK);
  /** Bytes held, of which an odd last one makes no unit. */
  #held = 0;
  /** Place in the file of the first byte held. */
  #base = 0;
  /** Where a hole of the file ends that the next bytes stand behind. */
  #behindHole: number | undefined;

  private constructor(source: ByteSource) {
    this.#source = source;
    this.encoding = encodingOf(new Uint8Array(0));
  }

  /** Reads the first bytes; throws as the source does. */
  static async open(source: ByteSource): Promise<TextWindow> {
    const window = new TextWindow(source);
    window.#base = source.offset;
    await window.#fill(CHUNK);
    window.encoding = encodingOf(window.#bytes.subarray(0, window.#held));
    window.#reshape();
    return window;
  }

  /** The place in the file of a unit, bytes. */
  offsetOf(at: number): number {
    return this.#base + at * this.encoding.unit;
  }

  /** The bytes of some units, valid until the next `refill`. */
  bytesOf(from: number, to: number): Buffer {
    const { unit } = this.encoding;
    return this.#bytes.subarray(from * unit, to * unit);
  }

  /** The text of some units; `damaged` is told when it is not what its encoding allows. */
  textOf(from: number, to: number, damaged: () => void): string {
    return textOf(this.bytesOf(from, to), this.encoding, damaged);
  }

  /** Where the bytes end that were read, an odd one included. */
  get endOffset(): number {
    return this.#base + this.#held;
  }

  /** Lets go of the units before `from` and reads on; false at the end of the source. Throws as the source does. */
  async refill(from: number): Promise<boolean> {
    if (this.isLast && this.#behindHole === undefined) return false;
    const gone = Math.min(from * this.encoding.unit, this.#held);
    this.#bytes.copyWithin(0, gone, this.#held);
    this.#held -= gone;
    this.#base += gone;
    await this.#fill(LEAST);
    this.#reshape();
    return true;
  }

  async #fill(least: number): Promise<void> {
    this.#passHole();
    const goal = this.#held + least;
    while (this.#held < goal) {
      this.#makeRoom();
      const target = this.#bytes.subarray(this.#held, this.#held + CHUNK);
      const expected = this.#source.offset;
      const read = this.#source.read(target);
      const got = typeof read === "number" ? read : await read;
      if (got === 0) {
        this.isLast = true;
        return;
      }
      const start = this.#source.offset - got;
      this.#held += got;
      // A source jumps behind a hole at the end of a read: what it gives next stands elsewhere.
      if (start !== expected) {
        this.isLast = true;
        this.#behindHole = this.#source.offset;
        return;
      }
    }
  }

  #passHole(): void {
    if (this.#behindHole === undefined) return;
    this.#base = this.#behindHole;
    this.#behindHole = undefined;
    this.#held = 0;
    this.isLast = false;
  }

  #makeRoom(): void {
    if (this.#held + CHUNK + SLACK <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * this.#bytes.length);
    this.#bytes.copy(larger, 0, 0, this.#held);
    this.#bytes = larger;
  }

  #reshape(): void {
    const { unit, low } = this.encoding;
    this.end = Math.floor(this.#held / unit);
    if (unit === 1) {
      this.shape = this.#bytes.fill(0, this.#held, this.#held + SLACK);
      return;
    }
    if (this.shape.length < this.end + SLACK) this.shape = Buffer.allocUnsafe(this.#bytes.length / 2);
    for (let at = 0; at < this.end; at++) {
      const ascii = this.#bytes[2 * at + low] as number;
      this.shape[at] = this.#bytes[2 * at + 1 - low] === 0 && ascii < 0x80 ? ascii : 0xff;
    }
    this.shape.fill(0, this.end, this.end + SLACK);
  }
}
