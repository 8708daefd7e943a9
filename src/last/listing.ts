import type { FileNature } from "../model/file-nature.ts";
import { type RecordField, recordCells, recordTypes } from "../model/record.ts";
import { visible } from "../model/visible.ts";
import type { Core } from "../wasm/core.ts";
import { entityNumbers } from "../wasm/entity-numbers.ts";
import { RowEncoder } from "../wasm/row-encoder.ts";
import type { Selector } from "../wasm/selector.ts";
import type { Spool } from "./spool.ts";
import { showsSystem } from "./style.ts";
import { offsetText, zoneChanges } from "./zones.ts";

const ABSENT = -(2n ** 63n);
const END_OF_TIME = 2n ** 63n - 1n;
/** Cells of 8 bytes: from, offset, its text. */
const ZONE_CELLS = 3;
const MAX_ZONES = 1024;
/** Bytes of the spool that the module takes at a time (`assembly/last/regions.ts`). */
const BACK_BYTES = 256 * 1024;
const fillers = (["EMPTY", "SIGNATURE"] as const).map((type) => BigInt(recordTypes.indexOf(type)));
const nothing = { columns: [], header: "", footer: "", firstRowSkip: 0 } as const;

/** What a listing is made with. */
export interface ListingOptions {
  /** Bits of `styleBits`. */
  readonly style: number;
  /** What lines have to pass. */
  readonly selector: Selector;
}

/**
 * One log as util-linux's `last` shows it, the latest login first (the rules: `assembly/last/pair.ts`).
 *
 * `take` its records in file order: what matters of them goes to a spool of some tens of bytes each. `end` lists them
 * from the last one back. Memory is constant.
 */
export class Listing {
  readonly #core: Core;
  readonly #options: ListingOptions;
  readonly #write: (bytes: Uint8Array) => void;
  readonly #spool: Spool;
  readonly #packer: RowEncoder;
  #begins: bigint | undefined;

  /** Makes `spool` its own until the end. */
  constructor(core: Core, spool: Spool, options: ListingOptions, write: (bytes: Uint8Array) => void) {
    this.#core = core;
    this.#options = options;
    this.#write = write;
    this.#spool = spool;
    core.beginListing(options.style);
    core.useEntity(entityNumbers.sessions);
    this.#packer = new RowEncoder(core, { syntax: "Spool", ...nothing }, (bytes) => this.#spool.write(bytes));
  }

  /** Says what the records to come are. */
  beginFile({ nature, key }: FileNature): void {
    this.#core.beginSpoolFile(nature === "failed" ? 1 : 0, key === "id" ? 1 : 0);
  }

  /** Takes the first `count` records of ROWS. */
  take(count: number): void {
    if (this.#begins === undefined) {
      const row = Array.from({ length: count }, (_, index) => index).find((index) => this.#isRecord(index));
      if (row !== undefined) this.#begins = this.#cell(row, "time");
    }
    this.#packer.rows(count);
  }

  /** Writes the listing, and below it when the log called `name` begins. Returns how many records had no time. */
  end(name: string): number {
    try {
      this.#packer.flush();
      const timeless = this.#packer.timelessRows;
      this.#writeZones();
      const encoder = new RowEncoder(this.#core, { syntax: "Last", ...nothing }, this.#write);
      this.#listBack(encoder);
      encoder.end();
      if (this.#begins !== undefined) writeFooter(this.#core, name, this.#begins, this.#write);
      return timeless;
    } finally {
      this.#spool.close();
    }
  }

  /** The first of them is when the log begins: not a header or a hole, which are of second 0. */
  #isRecord(row: number): boolean {
    const time = this.#cell(row, "time");
    const isFiller = fillers.includes(this.#cell(row, "type"));
    return time !== ABSENT && !(isFiller && time === 0n);
  }

  #cell(row: number, field: RecordField): bigint {
    return this.#core.cells[(row * this.#core.regions.ROW_BYTES) / 8 + recordCells[field]] ?? ABSENT;
  }

  #listBack(encoder: RowEncoder): void {
    const at = this.#core.spoolAt();
    for (let left = this.#spool.length; left > 0; ) {
      const size = Math.min(left, BACK_BYTES);
      this.#spool.read(this.#core.bytes.subarray(at, at + size), left - size);
      let unused = size;
      for (let rows = this.#core.pairBack(unused); ; rows = this.#core.pairBack(unused)) {
        unused = this.#core.spoolLeft();
        if (rows === 0) break;
        encoder.rows(this.#options.selector.keep(rows));
      }
      if (unused === size) throw new RangeError(`no entry ends at ${left} of the spool`);
      left -= size - unused;
    }
  }

  /** Gives the module the time zone as far as times reach: the range that packing left where the changes go. */
  #writeZones(): void {
    const at = this.#core.zonesAt() / 8;
    const [first = 0n, last = 0n] = this.#core.memoryCells.subarray(at, at + 2);
    // A log without entries leaves a range that is none. A shutdown that nothing follows is shown to end at second 0.
    const times = [
      this.#begins,
      ...(first <= last ? [first, last] : []),
      ...(showsSystem(this.#options.style) ? [0n] : []),
    ];
    const known = times.filter((time) => time !== undefined);
    writeZones(this.#core, known);
  }
}

/** Puts the offsets of local time where the module looks for them: those from the first to the last of `times` (µs). */
export function writeZones(core: Core, times: readonly bigint[]): void {
  const at = core.zonesAt() / 8;
  const seconds = times.map((time) => Number(time / 1_000_000n));
  const changes = zoneChanges(Math.min(...seconds), Math.max(...seconds)).slice(0, MAX_ZONES);
  for (const [index, { from: first, offset }] of changes.entries()) {
    const cells = core.memoryCells.subarray(at + index * ZONE_CELLS, at + (index + 1) * ZONE_CELLS);
    cells[0] = index === 0 ? ABSENT : BigInt(first);
    cells[1] = BigInt(offset);
    cells[2] = Buffer.from(offsetText(offset).padEnd(8)).readBigInt64LE();
  }
  core.memoryCells[at + changes.length * ZONE_CELLS] = END_OF_TIME;
}

/** Writes a blank line and when the log called `name` begins; nothing where no times are shown. */
export function writeFooter(core: Core, name: string, begins: bigint, write: (bytes: Uint8Array) => void): void {
  const { OUTPUT } = core.regions;
  const end = core.writeMoment(OUTPUT, begins);
  if (end === OUTPUT) return;
  write(
    Buffer.concat([Buffer.from(`\n${visible(name)} begins `), core.bytes.subarray(OUTPUT, end), Buffer.from("\n")]),
  );
}
