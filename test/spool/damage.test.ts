import { cpSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import * as assert from "uvu/assert";
import { FRAME_HEADER } from "../../src/spool/frame.ts";
import { SEGMENT_HEADER } from "../../src/spool/segment-header.ts";
import type { Spool } from "../../src/spool/spool.ts";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";
import { all, withSegments } from "./segments.ts";
import { bytesOf, drain, hasty, numbered, openSpool, said } from "./spools.ts";

/** What is delivered is in order, each line once, and none is made up; returns what is missing. */
function missingFrom(lines: readonly string[]): string[] {
  assert.equal(
    lines,
    all.filter((line) => lines.includes(line)),
  );
  return all.filter((line) => !lines.includes(line));
}

/** What a spool gives after damage, all of it acknowledged, and that the damage does not stay. */
function afterDamage(folder: string): { lines: string[]; words: string; dropped: number } {
  const { spool, words } = openSpool(folder, { maxBytes: 1600 }, hasty);
  const lines = drain(spool, "acknowledge");
  mustBeEmpty(spool);
  const { dropped } = spool.status();
  spool.append([numbered(100, 1)]);
  assert.equal(drain(spool, "acknowledge"), ["x=100"]);
  spool.close();
  const { spool: again, words: others } = openSpool(folder, { maxBytes: 1600 }, hasty);
  assert.equal(drain(again, "leave"), []);
  assert.is(again.status().dropped, dropped);
  assert.equal(others, []);
  again.close();
  return { lines, words: said(words), dropped };
}

function mustBeEmpty(spool: Spool): void {
  const { lines, since } = spool.status();
  assert.is(lines, 0);
  assert.is(since, undefined);
}

describe("a damaged spool", (test) => {
  test("cut at any byte of the last append gives all before it, and says so", () =>
    withSegments((folder) => {
      const whole = bytesOf(folder, "00000003.seg");
      const start = SEGMENT_HEADER + (whole.length - SEGMENT_HEADER) / 2;
      for (let size = start; size <= whole.length; size++) {
        inFolder((copy) => {
          cpSync(folder, copy, { recursive: true });
          truncateSync(join(copy, "00000003.seg"), size);
          const { lines, words } = afterDamage(copy);
          const isWhole = size === whole.length;
          assert.equal(lines, all.slice(0, isWhole ? 30 : 25));
          const expected = new RegExp(
            `offset 0x${start.toString(16)}: ends within .* ${size - start} bytes? are cut off`,
          );
          if (size === start || isWhole) assert.is(words, "");
          else assert.match(words, expected);
        });
      }
    }));

  test("cut at any byte of any segment loses nothing that is still there", () =>
    withSegments((folder) => {
      for (const name of ["00000001.seg", "00000002.seg", "00000003.seg"]) {
        const { length } = bytesOf(folder, name);
        for (let size = 0; size < length; size += 17) {
          inFolder((copy) => {
            cpSync(folder, copy, { recursive: true });
            truncateSync(join(copy, name), size);
            const { lines, words, dropped } = afterDamage(copy);
            const missing = missingFrom(lines);
            assert.ok(missing.length <= 10, `${missing.length} are missing`);
            if (name !== "00000003.seg") assert.is(dropped, missing.length);
            if (missing.length > 0 && name !== "00000003.seg")
              assert.match(words, new RegExp(`${missing.length} lines are lost`));
          });
        }
      }
    }));

  test("with any byte changed gives every line of every other append, and reports and counts the loss", () =>
    withSegments((folder) => {
      const sizes = ["00000001.seg", "00000002.seg", "00000003.seg"].map(
        (name) => [name, bytesOf(folder, name).length] as const,
      );
      fc.assert(
        fc.property(
          fc.constantFrom(...sizes).chain(([name, size]) => fc.tuple(fc.constant(name), fc.nat(size - 1))),
          fc.integer({ min: 1, max: 255 }),
          ([name, at], change) =>
            inFolder((copy) => {
              cpSync(folder, copy, { recursive: true });
              const bytes = bytesOf(copy, name);
              bytes[at] = (bytes[at] ?? 0) ^ change;
              writeFileSync(join(copy, name), bytes);
              const { lines, words, dropped } = afterDamage(copy);
              const missing = missingFrom(lines);
              assert.ok(missing.length === 0 || missing.length === 5, `${missing.length} are missing`);
              assert.is(missing.length === 0, at < SEGMENT_HEADER, `byte ${at}`);
              // A damaged header at the very end looks like an append that was cut short.
              const isLast = missing[0] === all[25];
              if (isLast && dropped === 0) assert.match(words, /ends within what was being written/);
              else assert.is(dropped, missing.length);
              if (missing.length > 0 && dropped > 0) assert.match(words, /bytes are damaged, 5 lines are lost/);
            }),
        ),
        { numRuns: Number(process.env.RUNS ?? 100) },
      );
    }));

  test("with any stretch of bytes overwritten never throws, and gives what is readable", () =>
    withSegments((folder) => {
      fc.assert(
        fc.property(fc.nat(2), fc.nat(400), fc.uint8Array({ minLength: 1, maxLength: 300 }), (index, start, junk) =>
          inFolder((copy) => {
            cpSync(folder, copy, { recursive: true });
            const name = `0000000${index + 1}.seg`;
            const bytes = bytesOf(copy, name);
            bytes.set(junk.subarray(0, Math.max(0, bytes.length - start)), Math.min(start, bytes.length));
            writeFileSync(join(copy, name), bytes);
            const { lines } = afterDamage(copy);
            const touched = all.slice(index * 10, index * 10 + 10);
            assert.ok(missingFrom(lines).every((line) => touched.includes(line)));
          }),
        ),
        { numRuns: Number(process.env.RUNS ?? 100) },
      );
    }));

  test("finds frames behind megabytes of junk, and says it in few words", () =>
    inFolder((folder) => {
      const { spool } = openSpool(folder);
      for (let index = 0; index < 50; index++) spool.append([numbered(index, 1)]);
      spool.close();
      const bytes = bytesOf(folder);
      const frame = (bytes.length - SEGMENT_HEADER - 10 * (FRAME_HEADER + 4)) / 40;
      const junk = Buffer.alloc(3_000_000, "\xffWF1\xffWF\xff", "latin1");
      const at = SEGMENT_HEADER + 10 * (FRAME_HEADER + 4) + 20 * frame;
      const damaged = Buffer.concat([bytes.subarray(0, at), junk, bytes.subarray(at)]);
      for (let index = 31; index < 49; index += 2) damaged[at + junk.length + (index - 30) * frame + FRAME_HEADER] = 0;
      writeFileSync(join(folder, "00000001.seg"), damaged);
      const { spool: again, words } = openSpool(folder);
      const lines = drain(again, "acknowledge");
      assert.is(lines.length, 41);
      assert.is(again.status().dropped, 9);
      assert.match(said(words), /3000000 bytes are damaged, no line is lost/);
      assert.match(said(words), /more of it is damaged; all of it is counted/);
      assert.is(words.length, 5);
      again.close();
    }));

  test("without one of its segments counts the lines that were in it", () =>
    withSegments((folder) => {
      rmSync(join(folder, "00000002.seg"));
      const { lines, words, dropped } = afterDamage(folder);
      assert.equal(missingFrom(lines), all.slice(10, 20));
      assert.is(dropped, 10);
      assert.match(words, /00000003\.seg: what came before it is missing, 10 lines are lost/);
    }));
});
