import { appendFileSync, closeSync, openSync, statSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import * as assert from "uvu/assert";
import { type Extent, extentFinders, findExtents, MARGIN } from "../../src/unix/open/extents.ts";
import { openSource } from "../../src/unix/open/open.ts";
import { missing } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { inFolder, readFile } from "./open-kit.ts";

/** The length of a lastlog on a machine with an account of uid 2^32 - 2. */
const HUGE = 2 ** 32 * 292;

/** Makes a file of holes with a few bytes at the given places. */
function sparse(path: string, size: number, places: readonly number[]): void {
  const fd = openSync(path, "w");
  for (const place of places) writeSync(fd, "data", place);
  closeSync(fd);
  truncateSync(path, size);
}

function withDescriptor<Result>(path: string, use: (fd: number) => Result): Result {
  const fd = openSync(path, "r");
  try {
    return use(fd);
  } finally {
    closeSync(fd);
  }
}

const covers = (extents: readonly Extent[], place: number): boolean =>
  extents.some(({ start, end }) => start <= place && place + 4 <= end);

/** Whether files here can have holes at all. */
const hasHoles = await inFolder((folder) => {
  sparse(join(folder, "probe"), 1 << 24, [0]);
  return statSync(join(folder, "probe")).blocks * 512 < 1 << 20;
});
if (!hasHoles) missing("sparse files on this file system", "reading files by their extents");

describe("sparse files", (test) => {
  if (!hasHoles) return test.skip("cannot be made here");

  for (const finder of extentFinders) {
    test(`${finder.name} finds every byte of data in a file of 1.2 TB, also in its last block`, async () => {
      await inFolder((folder) => {
        const path = join(folder, "lastlog");
        const places = [0, 292 * 1000, 292 * 65534, 2 ** 33 + 17, HUGE - 292];
        sparse(path, HUGE, places);
        const extents = withDescriptor(path, (fd) => findExtents(fd, HUGE, [finder]));
        if (extents === undefined) return missing(finder.name, "finding extents with it");
        for (const place of places) assert.ok(covers(extents, place), `data at ${place}`);
        const data = extents.reduce((sum, { start, end }) => sum + end - start, 0);
        assert.ok(data < 4 << 20, `${data} bytes are read`);
      });
    });

    test(`${finder.name} finds many extents, and none in a file without data`, async () => {
      await inFolder((folder) => {
        const many = join(folder, "many");
        const places = Array.from({ length: 1500 }, (_, index) => index * 200_000);
        sparse(many, 1500 * 200_000, places);
        const extents = withDescriptor(many, (fd) => findExtents(fd, 1500 * 200_000, [finder]));
        if (extents === undefined) return missing(finder.name, "finding extents with it");
        assert.is(extents.length, 1500);
        for (const place of places) assert.ok(covers(extents, place), `data at ${place}`);
        sparse(join(folder, "none"), 1 << 30, []);
        const none = withDescriptor(join(folder, "none"), (fd) => findExtents(fd, 1 << 30, [finder]));
        assert.equal(none, []);
      });
    });
  }

  test("extents ascend, stay inside, carry a margin of zeros and hold all data, wherever it lies", async () => {
    const size = 1 << 26;
    const place = fc.integer({ min: 0, max: size - 4 });
    await inFolder((folder) => {
      const path = join(folder, "file");
      const property = fc.property(fc.uniqueArray(place, { maxLength: 12 }), (places) => {
        sparse(path, size, places);
        const extents = withDescriptor(path, (fd) => findExtents(fd, size)) ?? [];
        let before = -1;
        for (const { start, end } of extents) {
          assert.ok(before < start && start < end && end <= size);
          before = end;
        }
        for (const at of places) {
          const margin = { low: Math.max(0, at - MARGIN), high: Math.min(size - 4, at + MARGIN) };
          assert.ok(covers(extents, margin.low) && covers(extents, margin.high));
        }
      });
      fc.assert(property, { numRuns: 25 });
    });
  });

  test("an answer that makes no sense, or none, is not believed, and the next program is asked", async () => {
    await inFolder((folder) => {
      const path = join(folder, "file");
      sparse(path, 1 << 24, [4096]);
      const answer = (text: string) => ({
        name: "echo",
        programs: ["printf"],
        args: [text],
        parse: extentFinders[0]?.parse ?? (() => undefined),
      });
      const good = { start: 0, end: 10 + MARGIN };
      const ask = (...texts: string[]) => withDescriptor(path, (fd) => findExtents(fd, 1 << 24, texts.map(answer)));
      assert.equal(ask("2 10\\nend\\n"), [good]);
      for (const text of ["", "2 10\\n", "10 2\\nend\\n", "0 9\\n5 10\\nend\\n", "-1 5\\nend\\n", "no 1\\nend\\n"]) {
        assert.is(ask(text), undefined, text);
        assert.equal(ask(text, "2 10\\nend\\n"), [good]);
      }
      const absent = { name: "none", programs: ["no-such-program"], args: [], parse: () => [] };
      assert.is(
        withDescriptor(path, (fd) => findExtents(fd, 1 << 24, [absent])),
        undefined,
      );
    });
  });

  test("a file of 1.2 TB is read through its data only, and the offset tells where it lies", async () => {
    await inFolder(async (folder) => {
      const path = join(folder, "lastlog");
      const places = [292 * 10, 292 * 65534, HUGE - 292];
      sparse(path, HUGE, places);
      const notices: string[] = [];
      const source = await openSource(path, (message) => notices.push(message));
      const target = Buffer.alloc(100_000);
      const found: number[] = [];
      let total = 0;
      for (;;) {
        const start = source.offset;
        const count = await source.read(target);
        if (count === 0) break;
        total += count;
        for (let at = target.indexOf("data"); at >= 0 && at < count; at = target.indexOf("data", at + 1)) {
          found.push(start + at);
        }
        target.fill(0);
      }
      source.close();
      assert.equal(found, places);
      assert.ok(total < 1 << 20, `${total} bytes were read`);
      assert.is(source.offset, HUGE);
      assert.equal(notices, []);
    });
  });

  test("a compressed file with a hole is read with it, as the zeros that it is", async () => {
    await inFolder(async (folder) => {
      const path = join(folder, "wtmp.gz");
      const packed = gzipSync(Buffer.alloc(3 << 20, "no hole"));
      writeFileSync(path, packed);
      truncateSync(path, 64 << 20);
      const { bytes, error, notices } = await readFile(path);
      assert.equal([bytes.length, error, notices], [3 << 20, undefined, []]);
      appendFileSync(path, packed);
      assert.is((await readFile(path)).bytes.length, 6 << 20, "a member behind the hole is read too");
    });
  });

  test("a file that is one hole ends at once, at its size", async () => {
    await inFolder(async (folder) => {
      sparse(join(folder, "lastlog"), HUGE, []);
      const source = await openSource(join(folder, "lastlog"));
      assert.is(await source.read(new Uint8Array(100)), 0);
      assert.is(source.offset, HUGE);
      source.close();
    });
  });
});
