import * as assert from "uvu/assert";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";
import { drain, linesOf, numbered, openSpool, said } from "./spools.ts";

const filling = "y".repeat(200);
const maxBytes = 64 * 1024;
const HOUR = 3_600_000;

describe("a spool that is full", (test) => {
  test("refuses with sizes and a cure, is full until there is room for what it refused, and loses nothing", () =>
    inFolder((folder) => {
      const { spool } = openSpool(folder, { maxBytes });
      let count = 0;
      while (!spool.status().isFull) {
        spool.append([numbered(count, 10, filling)]);
        count += 10;
      }
      assert.ok(spool.status().bytes <= maxBytes);
      const large = numbered(count, 150, filling);
      assert.throws(
        () => spool.append([large]),
        /the spool is full \(expected at most 65536 bytes, found \d+ that wait, \d+ that come\); see why/,
      );
      const given: string[] = [];
      while (spool.status().isFull) {
        const batch = spool.take({ maxLines: 10, maxBytes: 100_000 });
        if (batch === undefined) throw new Error("full of nothing");
        given.push(...linesOf(batch.text));
        spool.acknowledge(batch.end);
      }
      spool.append([large]);
      assert.ok(spool.status().bytes <= maxBytes);
      given.push(...drain(spool, "acknowledge"));
      assert.equal(given, linesOf(numbered(0, count + 150, filling)));
      assert.is(spool.status().dropped, 0);
      spool.close();
    }));

  test("takes more again once all is delivered, however small its cap", () =>
    inFolder((folder) => {
      const { spool } = openSpool(folder, { maxBytes: 3000 });
      for (let index = 0; index < 50; index++) {
        spool.append([numbered(index, 1, "y".repeat(2700))]);
        assert.ok(spool.status().isFull);
        assert.is(drain(spool, "acknowledge").length, 1);
        assert.not(spool.status().isFull);
      }
      spool.close();
    }));

  test("takes what is larger than its cap when nothing else waits, for that would be refused for ever", () =>
    inFolder((folder) => {
      for (const whenFull of ["refuse", "drop-oldest"] as const) {
        const { spool } = openSpool(`${folder}/${whenFull}`, { maxBytes: 3000, whenFull });
        spool.append([numbered(0, 1)]);
        const large = numbered(1, 3, "y".repeat(3000));
        if (whenFull === "refuse") {
          assert.throws(() => spool.append([large]), /the spool is full/);
          assert.ok(spool.status().isFull);
          assert.equal(drain(spool, "acknowledge"), ["x=0"]);
          assert.not(spool.status().isFull);
        }
        spool.append([large]);
        assert.is(spool.status().isFull, whenFull === "refuse");
        if (whenFull === "refuse") assert.throws(() => spool.append([numbered(4, 1)]), /the spool is full/);
        assert.equal(drain(spool, "acknowledge"), linesOf(large));
        spool.append([numbered(4, 1)]);
        assert.equal(drain(spool, "acknowledge"), ["x=4"]);
        assert.is(spool.status().dropped, whenFull === "refuse" ? 0 : 1);
        spool.close();
      }
    }));

  test("that may drop drops its oldest segments, counts their lines, and keeps the newest", () =>
    inFolder((folder) => {
      const options = { maxBytes, whenFull: "drop-oldest" } as const;
      const { spool, words } = openSpool(folder, options);
      for (let index = 0; index < 100; index++) {
        spool.append([numbered(index * 10, 10, filling)]);
        assert.ok(spool.status().bytes <= maxBytes);
        assert.not(spool.status().isFull);
      }
      const { lines, dropped } = spool.status();
      assert.is(lines + dropped, 1000);
      assert.ok(lines > 150, `${lines} lines`);
      spool.close();
      const { spool: again } = openSpool(folder, options);
      assert.is(again.status().dropped, dropped);
      assert.equal(drain(again, "acknowledge"), linesOf(numbered(dropped, lines, filling)));
      assert.match(said(words), /lines are dropped to keep within `spool\.max_size`/);
      again.close();
    }));

  test("that drops a segment under delivery ignores its acknowledgement", () =>
    inFolder((folder) => {
      const { spool } = openSpool(folder, { maxBytes, whenFull: "drop-oldest" });
      spool.append([numbered(0, 10, filling)]);
      const batch = spool.take({ maxLines: 5, maxBytes: 100_000 });
      for (let index = 1; index < 60; index++) spool.append([numbered(index * 10, 10, filling)]);
      const { dropped } = spool.status();
      assert.ok(dropped > 10);
      if (batch !== undefined) spool.acknowledge(batch.end);
      assert.is(spool.status().delivered, 0);
      assert.is(spool.status().dropped, dropped);
      assert.equal(drain(spool, "acknowledge"), linesOf(numbered(dropped, 600 - dropped, filling)));
      assert.is(spool.status().delivered, 600 - dropped);
      spool.close();
    }));
});

describe("a spool with an age limit", (test) => {
  test("drops what has waited an eighth longer at most, and counts it", () =>
    inFolder((folder) => {
      let now = 1000 * HOUR;
      const options = { now: () => now, maxAge: 8 * HOUR };
      const { spool, words } = openSpool(folder, options);
      for (let hour = 0; hour < 24; hour++) {
        spool.append([numbered(hour, 1)]);
        now += HOUR;
      }
      const lines = drain(spool, "leave");
      const oldest = 24 - lines.length;
      assert.ok(oldest >= 24 - 8 - 2 && oldest <= 24 - 8, `${oldest}`);
      assert.equal(lines, linesOf(numbered(oldest, lines.length)));
      assert.is(spool.status().dropped, oldest);
      assert.match(said(words), /lines? (?:is|are) older than `spool\.max_age`/);
      now += 100 * HOUR;
      spool.rewind();
      assert.is(spool.take({ maxLines: 1, maxBytes: 1 }), undefined);
      assert.is(spool.status().dropped, 24);
      spool.append([numbered(7, 1)]);
      assert.equal(drain(spool, "acknowledge"), ["x=7"]);
      spool.close();
    }));

  test("drops and blocks nothing when the clock steps back", () =>
    inFolder((folder) => {
      let now = 1000 * HOUR;
      const options = { now: () => now, maxAge: 8 * HOUR };
      const { spool } = openSpool(folder, options);
      spool.append([numbered(0, 1)]);
      now -= 500 * HOUR;
      spool.append([numbered(1, 1)]);
      assert.equal(drain(spool, "leave"), ["x=0", "x=1"]);
      spool.close();
      const { spool: again } = openSpool(folder, options);
      again.append([numbered(2, 1)]);
      assert.equal(drain(again, "acknowledge"), ["x=0", "x=1", "x=2"]);
      assert.is(again.status().dropped, 0);
      again.close();
    }));
});
