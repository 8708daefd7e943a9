import { type FileNature, natureNumbers } from "../model/file-nature.ts";
import type { Core } from "../wasm/core.ts";

/** What logins are counted by, each in a table of its own. */
export const countedBy = ["user", "source", "line", "hour"] as const;

export type CountedBy = (typeof countedBy)[number];

/** Values that a table can hold: what is rare has to go when there are more. */
export type Capacities = Readonly<Record<CountedBy, number>>;

const usualCapacities: Capacities = { user: 32768, source: 32768, line: 4096, hour: 32768 };

//  SUMMARY and its entries, as assembly/summary/entry.ts draws them.
const TABLES = 64;
const TABLE_BYTES = 64;
const CAPACITY = 4;
const ENTRY_BYTES = 64;
const USED = 8;
const TAILS = 20;
const FLOOR = 24;
const CUT = 32;
const FIRST = 24;
const LAST = 32;
const LENGTH = 46;
const KEY = 48;
const KEY_IN_ENTRY = 16;
const NO_TIME = 2n ** 63n - 1n;
const ABSENT = -(2n ** 63n);

/** What is known of one value, or of all. */
export interface Tally {
  readonly succeeded: number;
  readonly failed: number;
  /** At most so many logins are not in the two. */
  readonly missed: number;
  /** Microseconds since 1970 UTC; undefined when no login has a time. */
  readonly first: bigint | undefined;
  readonly last: bigint | undefined;
}

/** Logins counted in the module, in constant memory: 14 MiB when all tables are full. */
export class LoginCounts {
  readonly #core: Core;
  readonly #view: DataView;
  readonly #summary: number;
  /** From an entry to the rest of its key. */
  readonly #tails: number;

  /** `seed` makes the secrets of the hashes; the counts do not depend on it. */
  constructor(core: Core, seed: bigint, capacities: Capacities = usualCapacities) {
    const { user, source, line, hour } = capacities;
    this.#core = core;
    this.#view = new DataView(core.regions.memory.buffer);
    this.#summary = core.beginSummary(BigInt.asIntN(64, seed), user, source, line, hour);
    this.#tails = this.#view.getUint32(this.#table("user") + TAILS, true);
  }

  /** Counts the first `count` records of ROWS, which are from a file of this nature. */
  take(count: number, nature: FileNature["nature"]): void {
    this.#core.countLogins(count, natureNumbers[nature]);
  }

  /** All logins. */
  get total(): Tally {
    return this.tally(this.#summary);
  }

  /** The entries of a table by their addresses, in the order they were made. */
  entries(by: CountedBy): Uint32Array {
    const table = this.#table(by);
    const first = this.#view.getUint32(table, true);
    return new Uint32Array(this.#view.getUint32(table + USED, true)).map((_, index) => first + index * ENTRY_BYTES);
  }

  /** The most logins of any value that is not in the table; 0 when it was never full. */
  floor(by: CountedBy): number {
    return this.#view.getFloat64(this.#table(by) + FLOOR, true);
  }

  capacity(by: CountedBy): number {
    return this.#view.getUint32(this.#table(by) + CAPACITY, true);
  }

  /** Logins whose value was cut to the length of a key. */
  cut(by: CountedBy): number {
    return this.#view.getFloat64(this.#table(by) + CUT, true);
  }

  /** What an entry counted. */
  count(entry: number): number {
    return this.#view.getFloat64(entry, true) + this.#view.getFloat64(entry + 8, true);
  }

  tally(entry: number): Tally {
    const first = this.#view.getBigInt64(entry + FIRST, true);
    const last = this.#view.getBigInt64(entry + LAST, true);
    return {
      succeeded: this.#view.getFloat64(entry, true),
      failed: this.#view.getFloat64(entry + 8, true),
      missed: this.#view.getFloat64(entry + 16, true),
      first: first === NO_TIME ? undefined : first,
      last: last === ABSENT ? undefined : last,
    };
  }

  /** The value that an entry is about: at most 80 bytes. */
  value(entry: number): Uint8Array {
    const value = new Uint8Array(this.#view.getUint8(entry + LENGTH));
    for (let at = 0; at < value.length; at++) value[at] = this.#byte(entry, at);
    return value;
  }

  /** Orders two entries by the bytes of their values, in place: ties come by the ten thousand. */
  compareValues(a: number, b: number): number {
    const [length, other] = [this.#view.getUint8(a + LENGTH), this.#view.getUint8(b + LENGTH)];
    const shorter = Math.min(length, other);
    for (let at = 0; at < shorter; at++) {
      const difference = this.#byte(a, at) - this.#byte(b, at);
      if (difference !== 0) return difference;
    }
    return length - other;
  }

  #byte(entry: number, at: number): number {
    return this.#view.getUint8(at < KEY_IN_ENTRY ? entry + KEY + at : entry + this.#tails + at - KEY_IN_ENTRY);
  }

  #table(by: CountedBy): number {
    return this.#summary + TABLES + countedBy.indexOf(by) * TABLE_BYTES;
  }
}
