import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";
import { drain, linesOf, numbered, openSpool, said, segmentsIn } from "./spools.ts";

const wide = { maxLines: 1000, maxBytes: 1 << 20 };

describe("a spool", (test) => {
  test("gives lines in the order in which they came, across batches and appends", () =>
    inFolder((folder) => {
      const { spool } = openSpool(folder);
      spool.append([numbered(0, 5), numbered(5, 5)]);
      spool.append([numbered(10, 90)]);
      const first = spool.take({ maxLines: 7, maxBytes: 1 << 20 });
      assert.equal(linesOf(first?.text ?? new Uint8Array()), linesOf(numbered(0, 7)));
      assert.is(first?.lines, 7);
      assert.equal(linesOf(spool.take(wide)?.text ?? new Uint8Array()), linesOf(numbered(7, 93)));
      assert.is(spool.take(wide), undefined);
      spool.close();
    }));

  test("gives a line that is longer than the limit alone", () =>
    inFolder((folder) => {
      const { spool } = openSpool(folder);
      spool.append([numbered(1, 1), numbered(2, 1, "y".repeat(5000)), numbered(3, 1)]);
      const limits = { maxLines: 10, maxBytes: 100 };
      const sizes = [spool.take(limits), spool.take(limits), spool.take(limits)].map((batch) => batch?.text.length);
      assert.equal(sizes, [4, 5004, 4]);
      spool.close();
    }));

  test("takes again what was not acknowledged, after rewind and after a restart", () =>
    inFolder((folder) => {
      const { spool } = openSpool(folder);
      spool.append([numbered(0, 10)]);
      const batch = spool.take({ maxLines: 4, maxBytes: 1000 });
      if (batch !== undefined) spool.acknowledge(batch.end);
      spool.take(wide);
      spool.rewind();
      assert.equal(drain(spool, "leave"), linesOf(numbered(4, 6)));
      spool.close();
      const { spool: again, words } = openSpool(folder);
      assert.equal(drain(again, "acknowledge"), linesOf(numbered(4, 6)));
      again.close();
      assert.equal(words, []);
      assert.is(openSpool(folder).spool.take(wide), undefined);
    }));

  test("ignores an acknowledgement of what is acknowledged already, and of what it never handed out", () =>
    inFolder((folder) => {
      const { spool } = openSpool(folder);
      spool.append([numbered(0, 10)]);
      const first = spool.take({ maxLines: 2, maxBytes: 1000 });
      const second = spool.take({ maxLines: 2, maxBytes: 1000 });
      if (second !== undefined) spool.acknowledge(second.end);
      if (first !== undefined) spool.acknowledge(first.end);
      spool.acknowledge({ segment: 9, offset: 1 });
      spool.acknowledge({ segment: 1, offset: 3 });
      spool.rewind();
      assert.equal(drain(spool, "leave"), linesOf(numbered(4, 6)));
      assert.is(spool.status().delivered, 4);
      spool.close();
    }));

  test("tells how much waits, since when, and what became of the rest, over restarts", () =>
    inFolder((folder) => {
      let now = 1000;
      const options = { now: () => now };
      const { spool } = openSpool(folder, options);
      assert.equal(spool.status(), { bytes: 0, lines: 0, delivered: 0, dropped: 0, isFull: false });
      spool.append([numbered(0, 10)]);
      now = 2000;
      spool.append([numbered(10, 10)]);
      const { bytes, ...rest } = spool.status();
      assert.ok(bytes > 0);
      assert.equal(rest, { lines: 20, since: 1000, delivered: 0, dropped: 0, isFull: false });
      const batch = spool.take({ maxLines: 15, maxBytes: 1000 });
      if (batch !== undefined) spool.acknowledge(batch.end);
      const { bytes: _, ...after } = spool.status();
      assert.equal(after, { lines: 5, since: 2000, delivered: 15, dropped: 0, isFull: false });
      spool.close();
      const { spool: again } = openSpool(folder, options);
      const { bytes: __, ...kept } = again.status();
      assert.equal(kept, after);
      again.close();
    }));

  test("removes segments that were delivered, at once and when it is opened", () =>
    inFolder((folder) => {
      const options = { maxBytes: 80_000 };
      const { spool } = openSpool(folder, options);
      for (let index = 0; index < 6; index++) spool.append([numbered(index * 100, 100, "y".repeat(95))]);
      assert.is(segmentsIn(folder).length, 6);
      const limits = { maxLines: 100, maxBytes: 1 << 20 };
      for (let index = 0; index < 3; index++) spool.acknowledge(spool.take(limits)?.end ?? { segment: 0, offset: 0 });
      assert.equal(segmentsIn(folder), ["00000004.seg", "00000005.seg", "00000006.seg"]);
      assert.equal(drain(spool, "acknowledge").length, 300);
      assert.equal(segmentsIn(folder), []);
      assert.is(spool.status().bytes, 0);
      spool.append([numbered(1, 1)]);
      assert.equal(segmentsIn(folder), ["00000007.seg"], "a number is never used twice");
      spool.close();
    }));

  test("keeps everything for its owner only, and leaves files of others alone", () =>
    inFolder((parent) => {
      const folder = join(parent, "spool");
      openSpool(folder).spool.close();
      writeFileSync(join(folder, "notes.txt"), "mine");
      writeFileSync(join(folder, "1.seg"), "mine");
      const { spool, words } = openSpool(folder);
      spool.append([numbered(1, 1)]);
      spool.close();
      assert.match(said(words), /2 files of others left alone: 1\.seg, notes\.txt/);
      assert.is(words.length, 1);
      for (const name of readdirSync(folder).filter((file) => !/notes|^1\./.test(file))) {
        assert.is(statSync(join(folder, name)).mode & 0o777, 0o600, name);
      }
      assert.is(statSync(folder).mode & 0o777, 0o700);
    }));

  test("tells who waits for lines that some came, or that it is closed", async () => {
    await inFolder(async (folder) => {
      const { spool } = openSpool(folder);
      const first = spool.grown();
      let isTold = false;
      void first.then(() => {
        isTold = true;
      });
      await Promise.resolve();
      assert.not(isTold);
      spool.append([numbered(1, 1)]);
      await first;
      const second = spool.grown();
      spool.close();
      await second;
      await spool.grown();
      assert.throws(() => spool.append([numbered(1, 1)]), /the spool is closed/);
    });
  });

  test("refuses text that ends within a line and lines beyond 16 MiB, and keeps one of just that size", () =>
    inFolder((folder) => {
      const { spool } = openSpool(folder);
      assert.throws(() => spool.append([Buffer.from("x=1\nx=2")]), /ends within a line \(expected whole lines\)/);
      const long = Buffer.alloc(16 * 1024 * 1024, "y");
      long[long.length - 1] = 10;
      assert.throws(() => spool.append([Buffer.from("y"), long]), /a line is too long to be kept/);
      spool.append([]);
      spool.append([new Uint8Array()]);
      spool.append([long]);
      assert.is(spool.status().lines, 1);
      assert.ok(long.equals(spool.take(wide)?.text ?? new Uint8Array()));
      spool.close();
    }));
});
