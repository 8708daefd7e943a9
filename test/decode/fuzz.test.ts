import * as assert from "uvu/assert";
import { layouts } from "../../src/unix/layouts/index.ts";
import { type Decoded, decodeBytes, type Outcome } from "../kit/decoded.ts";
import { randomFrom, seedOfRun } from "../kit/random.ts";
import { describe } from "../kit/suite.ts";
import { concatBytes, type LayoutName, layoutNames, type WriterRecord, writeRecords } from "../kit/utmp-writer.ts";

const seed = seedOfRun();
const random = randomFrom(seed);
const below = (limit: number): number => Math.floor(random() * limit);
const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;

/** Milliseconds of fuzzing; WHOFLUX_FUZZ_SECONDS asks for more. */
const BUDGET = Number(process.env.WHOFLUX_FUZZ_SECONDS ?? 6) * 1000;

const types = ["USER_PROCESS", "DEAD_PROCESS", "LOGIN_PROCESS", "BOOT_TIME", "EMPTY"] as const;

function randomText(limit: number): Uint8Array {
  const length = below(limit + 1);
  return Uint8Array.from({ length }, () => (random() < 0.8 ? 97 + below(26) : below(256)));
}

function randomRecord(): WriterRecord {
  return {
    type: pick(types),
    pid: below(65536),
    line: randomText(8),
    id: randomText(2),
    user: randomText(8),
    host: randomText(16),
    time: 1_700_000_000_000_000 + below(1_000_000_000) * 1000,
    uid: below(40),
  };
}

function randomFile(layout: LayoutName): Uint8Array {
  const records = Array.from({ length: 1 + below(30) }, randomRecord);
  return writeRecords(layout, records);
}

/** One wound: bytes flipped, inserted, removed, zeroed, or another file glued on. */
function wounded(bytes: Uint8Array): Uint8Array {
  const at = below(bytes.length);
  const size = below(random() < 0.5 ? 8 : 600);
  const noise = Uint8Array.from({ length: size }, () => below(256));
  switch (below(5)) {
    case 0: {
      const copy = bytes.slice();
      copy.set(noise.subarray(0, copy.length - at), at);
      return copy;
    }
    case 1:
      return concatBytes([bytes.subarray(0, at), noise, bytes.subarray(at)]);
    case 2:
      return concatBytes([bytes.subarray(0, at), bytes.subarray(Math.min(at + size, bytes.length))]);
    case 3:
      return bytes.slice().fill(0, at, at + size);
    default:
      return concatBytes([bytes, randomFile(pick(layoutNames))]);
  }
}

/** Bytes that a delivered record took. */
function recordBytes({ layout, offset }: Decoded, file: Uint8Array): number {
  if (layout === "freebsd-utx-log") return 2 + (((file[Number(offset)] ?? 0) << 8) | (file[Number(offset) + 1] ?? 0));
  return layouts.find(({ name }) => name === layout)?.bytes ?? Number.NaN;
}

/** Every byte of a file is either in a delivered record, once, or in a reported range. */
function accounted(file: Uint8Array, { records, skips }: Outcome): void {
  const ranges = [
    ...records.map((record) => [Number(record.offset), Number(record.offset) + recordBytes(record, file)] as const),
    ...skips.map((skip) => skip.split(/[- ]/).slice(0, 2).map(Number) as [number, number]),
  ].sort((a, b) => a[0] - b[0]);
  let end = 0;
  for (const [from, to] of ranges) {
    assert.is(from, end, `byte ${end} is in no record and no skipped range, or in two`);
    end = to;
  }
  assert.is(end, file.length, "the end of the file is accounted for");
}

describe("decoding hostile bytes", (test) => {
  test("no bytes make it trap, hang, lose a byte in silence or depend on where chunks end", async () => {
    const end = performance.now() + BUDGET;
    let files = 0;
    let records = 0;
    for (; performance.now() < end || files < 50; files++) {
      const isRandom = random() < 0.05;
      let file = isRandom
        ? Uint8Array.from({ length: 1 + below(5000) }, () => below(256))
        : randomFile(pick(layoutNames));
      if (!isRandom) for (let wounds = below(4); wounds > 0; wounds--) file = wounded(file);
      if (file.length === 0) continue;
      const layout = random() < 0.2 ? { layout: pick(layoutNames) } : {};
      const where = `SEED=${seed}, file ${files}`;
      try {
        const whole = await decodeBytes(file, layout);
        const sizes = Array.from({ length: 1 + below(20) }, () => 1 + below(random() < 0.5 ? 50 : 2000));
        assert.equal(await decodeBytes(file, { ...layout, sizes }), whole, "chunks");
        const isArray = whole.layout?.endsWith("log") || /^(lastlog|faillog)/.test(whole.layout ?? "");
        if (whole.layout !== undefined && !isArray) accounted(file, whole);
        records += whole.records.length;
      } catch (error) {
        (error as Error).message = `${where}: ${(error as Error).message}`;
        throw error;
      }
    }
    console.log(`decoded ${files} wounded files, ${records} records (SEED=${seed})`);
  });
});
