import type { WhofluxError } from "../../model/error.ts";
import type { Input } from "./input.ts";

/** The most history a file may ask for, bytes: what the tools write without being told otherwise needs no more. */
export const MAX_HISTORY = 128 * 1024 * 1024;

/** The error of a file that asks for more. */
export function tooMuchHistory(input: Input, bytes: number, command: string): WhofluxError {
  const expected = `at most ${MAX_HISTORY} bytes`;
  return input.fault("needs too much memory", {
    expected,
    found: String(bytes),
    cure: `decompress it first with ${command}`,
  });
}

/**
 * Decompressed bytes that later ones refer back to. They are written at `pos`; when the memory is full the last
 * `history` bytes move to its front. Memory that is never written is never taken from the system.
 */
export class Window {
  readonly bytes: Uint8Array;
  pos = 0;
  readonly #history: number;
  #taken = 0;

  /** `history`: how far back references may reach; `step`: the most that is written between two `room` calls. */
  constructor(history: number, step: number) {
    this.#history = history;
    this.bytes = new Uint8Array(history + Math.max(step, Math.min(history, 1 << 20)));
  }

  /** Makes room for `count` bytes; everything written must have been taken. */
  room(count: number): void {
    if (this.pos + count <= this.bytes.length) return;
    const kept = Math.min(this.pos, this.#history);
    this.bytes.copyWithin(0, this.pos - kept, this.pos);
    this.pos = kept;
    this.#taken = kept;
  }

  /** How far back a reference may reach now. */
  get reach(): number {
    return Math.min(this.pos, this.#history);
  }

  /** Repeats `length` bytes from `distance` back; the two may overlap. Both must have been checked. */
  copy(distance: number, length: number): void {
    const { bytes } = this;
    let to = this.pos;
    const end = to + length;
    this.pos = end;
    if (length > 64 && distance >= length) {
      bytes.copyWithin(to, to - distance, end - distance);
      return;
    }
    if (distance === 1 && length > 64) {
      bytes.fill(bytes[to - 1] as number, to, end);
      return;
    }
    for (let from = to - distance; to < end; ) bytes[to++] = bytes[from++] as number;
  }

  /** What was written since the last call. */
  take(): Uint8Array {
    const fresh = this.bytes.subarray(this.#taken, this.pos);
    this.#taken = this.pos;
    return fresh;
  }

  /** Forgets everything: references start anew. */
  reset(): void {
    this.pos = 0;
    this.#taken = 0;
  }
}
