import * as assert from "uvu/assert";
import { type RecordField, recordCells } from "../../src/model/record.ts";
import { layouts } from "../../src/unix/layouts/index.ts";
import { createCore } from "../../src/wasm/core.ts";
import { plainRecords } from "../kit/damage.ts";
import { layoutIndex } from "../kit/decoded.ts";
import { randomFrom, seedOfRun } from "../kit/random.ts";
import { describe } from "../kit/suite.ts";
import { type LayoutName, layoutNames, writeRecords } from "../kit/utmp-writer.ts";

//  Whole buffers of records, each with a byte changed, through the decoder's own verbs: no objects, so that a second
//  covers hundreds of thousands. What is decoded is not looked at but for what must hold of any bytes.

const seed = seedOfRun();
const random = randomFrom(seed);
const below = (limit: number): number => Math.floor(random() * limit);
const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;

/** Mutated records that a run covers; WHOFLUX_FUZZ_SECONDS asks for more. */
const LEAST_RECORDS = 1_000_000;
const SECONDS = Number(process.env.WHOFLUX_FUZZ_SECONDS ?? 0);

const core = createCore(layouts);
const { memory, INPUT, INPUT_BYTES, ROWS, ROW_BYTES, SKIPS, SKIP_BYTES, LAYOUT_NAMES, LAYOUT_NAMES_BYTES } =
  core.regions;
const everything = Buffer.from(memory.buffer);
const words = new Uint32Array(memory.buffer);
const spanCells = (["line", "id", "user", "host", "addr", "layout", "service"] satisfies RecordField[]).map(
  (field) => recordCells[field] * 2,
);

/** Records of a buffer: of the largest layout, 400 still fit into INPUT. */
const RECORDS = 400;
/** Bytes behind INPUT that belong to it (assembly/memory.ts). */
const SLACK = 64;
/** Bytes behind a chunk that are filled with something else: more than any record. */
const BEHIND = 2048;
const bases = layoutNames.map((name) => {
  const records = plainRecords(RECORDS).map((record, uid) => ({
    ...record,
    uid,
    id: "",
    count: uid % 9,
    max: 9,
    locktime: 60,
  }));
  return { name, bytes: writeRecords(name, records) };
});

/** What may stand behind a chunk: nothing, or what was there before; 0, 7, 0, 7 is a type of most systems. */
const fillings = [Buffer.of(0x00), Buffer.of(0xaa), Buffer.of(0, 7)];

interface Mutant {
  readonly name: LayoutName;
  readonly bytes: Uint8Array;
}

/** A buffer in which every record differs from a sound one, some by a byte, some by being moved, cut or zeroed. */
function mutant(): Mutant {
  const { name, bytes: base } = pick(bases);
  const bytes = Uint8Array.from(base);
  const stride = base.length / RECORDS;
  for (let record = 0; record < RECORDS; record++) {
    const times = random() < 0.8 ? 1 : 1 + below(6);
    for (let time = 0; time < times; time++) {
      const at = Math.floor(record * stride) + below(Math.floor(stride));
      const was = bytes[at] ?? 0;
      const value = pick([0, 1, 7, 0xff, was ^ (1 << below(8)), below(256)]);
      bytes[at] = value === was ? ~value : value;
    }
  }
  for (let wounds = below(5); wounds > 0; wounds--) {
    const at = below(bytes.length);
    const length = below(random() < 0.5 ? 8 : 900);
    if (random() < 0.5) bytes.fill(pick([0, 0xff]), at, at + length);
    else bytes.copyWithin(at, Math.min(at + length, bytes.length));
  }
  return { name, bytes: bytes.subarray(0, bytes.length - below(3) * below(600)) };
}

/**
 * Every cell that points somewhere points into the chunk or at a layout's name; an empty text of a cut record may lie
 * behind the chunk, not behind INPUT. Offsets rise. Returns the last one.
 */
function checkRows(rows: number, chunkEnd: number, after: number): number {
  let last = after;
  for (let row = 0; row < rows; row++) {
    const first = (ROWS + row * ROW_BYTES) / 4;
    for (const cell of spanCells) {
      const pointer = words[first + cell] ?? 0;
      const end = pointer + (words[first + cell + 1] ?? 0);
      const isInside =
        (pointer >= INPUT && end <= (end === pointer ? INPUT + INPUT_BYTES : chunkEnd)) ||
        (pointer >= LAYOUT_NAMES && end <= LAYOUT_NAMES + LAYOUT_NAMES_BYTES) ||
        (pointer === 0 && end === 0);
      if (!isInside) assert.unreachable(`cell ${cell / 2} is [${pointer}, ${end}), the chunk ends at ${chunkEnd}`);
    }
    const offset = words[first + recordCells.offset * 2] ?? 0;
    if (offset <= last) assert.unreachable(`offset ${offset} after ${last}`);
    last = offset;
  }
  return last;
}

/** All that decoding left behind, call by call, with `filling` behind the chunk. */
function decoded({ bytes }: Mutant, layout: number, trusted: number, filling: Buffer): Buffer[] {
  const left: Buffer[] = [];
  let last = -1;
  let calls = 0;
  let length = bytes.length;
  core.beginFile(layout, trusted);
  core.input.set(bytes);
  for (const isLast of [0, 1]) {
    everything.fill(filling, INPUT + length, INPUT + Math.min(length + BEHIND, INPUT_BYTES + SLACK));
    core.feed(length, isLast ? core.nextOffset() : 0n, isLast);
    for (;;) {
      const rows = core.decode();
      const skips = core.skipCount();
      if (++calls > bytes.length) assert.unreachable("decoding does not end");
      last = checkRows(rows, INPUT + length, last);
      left.push(Buffer.from(core.bytes.subarray(ROWS, ROWS + rows * ROW_BYTES)));
      left.push(Buffer.from(core.bytes.subarray(SKIPS, SKIPS + skips * SKIP_BYTES)));
      core.clearSkips();
      if (rows === 0 && skips === 0) break;
    }
    length = core.carry();
  }
  assert.is(length, 0, "something is left at the end of the file");
  return left;
}

describe("decoding mutated records", (test) => {
  test("ends, points into what it was given, rises, and reads nothing behind it", () => {
    const start = performance.now();
    let records = 0;
    let buffers = 0;
    for (; records < LEAST_RECORDS || performance.now() - start < SECONDS * 1000; buffers++) {
      const one = mutant();
      const layout = random() < 0.9 ? layoutIndex(one.name) : below(layouts.length);
      const trusted = random() < 0.2 ? 1 : 0;
      const where = `SEED=${seed}, buffer ${buffers}, ${one.name} as ${layouts[layout]?.name}, trusted ${trusted}`;
      try {
        const [first = [], ...others] = fillings.map((filling) => decoded(one, layout, trusted, filling));
        for (const other of others) {
          assert.is(other.length, first.length, "calls");
          assert.ok(
            first.every((part, index) => other[index]?.equals(part)),
            "what stands behind the chunk shows in the rows",
          );
        }
      } catch (error) {
        (error as Error).message = `${where}: ${(error as Error).message}`;
        throw error;
      }
      records += RECORDS;
    }
    console.log(`decoded ${records} mutated records in ${buffers} buffers (SEED=${seed})`);
  });
});
