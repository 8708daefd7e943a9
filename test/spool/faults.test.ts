import fc from "fast-check";
import * as assert from "uvu/assert";
import { disk } from "../../src/spool/files.ts";
import { chanceOf } from "../kit/chance.ts";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";
import { type Fate, faultyFiles } from "./faulty-files.ts";
import { Lane } from "./lane.ts";
import { drain, numbered, openSpool, said } from "./spools.ts";

const filling = "y".repeat(200);
const codes = ["ENOSPC", "EFBIG", "EIO", "EROFS", "EACCES", "EDQUOT", "EMFILE"];
function story(lane: Lane): void {
  for (let round = 0; round < 3; round++) {
    for (let index = 0; index < 4; index++) lane.append(15);
    lane.take(40);
    if (round === 1) lane.close();
    lane.take(10);
  }
  lane.close();
}

describe("a spool on a disk that fails", (test) => {
  test("loses and doubles nothing whichever single call fails, with whatever code, or writes less", () => {
    let calls = 0;
    const count = (): Fate => {
      calls += 1;
      return "fine";
    };
    inFolder((folder) => story(new Lane(folder, faultyFiles(count))));
    assert.ok(calls > 60, `${calls} calls`);
    for (let failing = 0; failing < calls; failing++) {
      const fate: Fate = failing % 8 === 7 ? "short" : { code: codes[failing % codes.length] ?? "EIO" };
      inFolder((folder) => {
        let call = 0;
        const lane = new Lane(
          folder,
          faultyFiles(() => (call++ === failing ? fate : "fine")),
        );
        story(lane);
        lane.check();
      });
    }
  });

  test("loses and doubles nothing whichever calls fail, with crashes between", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.constantFrom(2, 10, 40), (seed, percent) => {
        const chance = chanceOf(seed);
        let sick = 0;
        let dropped: "none" | "may be" = "none";
        const fateOf = (call: string): Fate => {
          if (sick === 0 && chance.happens(percent)) sick = chance.pick([1, 1, 2, 5, 20]);
          if (sick === 0) return "fine";
          sick -= 1;
          if (chance.happens(20)) return "short";
          const code = chance.pick(codes);
          // What was delivered is then removed before that is kept; after a crash it looks as if it had been dropped.
          if (call === "save" && /ENOSPC|EDQUOT/.test(code)) dropped = "may be";
          return { code };
        };
        inFolder((folder) => {
          const lane = new Lane(folder, faultyFiles(fateOf));
          for (let step = 0; step < 40; step++) {
            const what = chance.between(0, 99);
            if (what < 55) lane.append(chance.between(1, 40));
            else if (what < 85) lane.take(chance.between(1, 60));
            else if (what < 95) lane.crash();
            else lane.close();
          }
          lane.check(dropped);
        });
      }),
      { numRuns: Number(process.env.RUNS ?? 40) },
    );
  });

  test("says what the disk refused and the cure, and works again when there is room", () =>
    inFolder((folder) => {
      let isFull = true;
      const files = faultyFiles((call) => (isFull && call === "write" ? { code: "ENOSPC" } : "fine"));
      const { spool } = openSpool(folder, {}, files);
      const refused = /lines cannot be kept \(found ENOSPC: injected, write\); make room there/;
      for (let index = 0; index < 3; index++) assert.throws(() => spool.append([numbered(index, 1)]), refused);
      isFull = false;
      spool.append([numbered(7, 1)]);
      assert.equal(drain(spool, "acknowledge"), ["x=7"]);
      spool.close();
    }));

  test("that lets nothing be cut begins another segment, which tells where the one before ends", () =>
    inFolder((folder) => {
      let isSick = false;
      const files = faultyFiles((call) =>
        isSick && (call === "sync" || call === "truncate") ? { code: "EIO" } : "fine",
      );
      const { spool } = openSpool(folder, { sync: "always" }, files);
      spool.append([numbered(1, 1)]);
      isSick = true;
      assert.throws(() => spool.append([numbered(2, 1)]), /EIO: injected, sync.*look after the disk/);
      isSick = false;
      spool.append([numbered(3, 1)]);
      assert.equal(drain(spool, "leave"), ["x=1", "x=3"]);
      const { spool: again, words } = openSpool(folder);
      assert.equal(drain(again, "leave"), ["x=1", "x=3"]);
      assert.equal(words, []);
      again.close();
    }));

  test("tells once that what is acknowledged cannot be kept, and when it can again", () =>
    inFolder((folder) => {
      let saves = 0;
      const files = faultyFiles((call) => (call === "save" && saves++ > 0 && saves < 4 ? { code: "EROFS" } : "fine"));
      const { spool, words } = openSpool(folder, { maxBytes: 64 * 1024 }, files);
      for (let index = 0; index < 10; index++) {
        spool.append([numbered(index * 20, 20, filling)]);
        drain(spool, "acknowledge");
      }
      spool.close();
      assert.match(said(words), /the state cannot be saved \(found EROFS/);
      assert.is(words.at(-1)?.level, "I");
      assert.ok(words.every(({ about }) => about === folder));
    }));

  test("whose room is taken by what was delivered gives that room back", () =>
    inFolder((folder) => {
      let isFull = false;
      const files = faultyFiles((call) => (call === "save" && isFull ? { code: "ENOSPC" } : "fine"));
      files.remove = (path) => {
        if (path.endsWith(".seg")) isFull = false;
        disk.remove(path);
      };
      const { spool } = openSpool(folder, { maxBytes: 64 * 1024 }, files);
      for (let index = 0; index < 4; index++) spool.append([numbered(index * 100, 100)]);
      for (let index = 0; index < 10; index++) spool.append([numbered(400 + index * 20, 20, filling)]);
      isFull = true;
      assert.is(drain(spool, "acknowledge").length, 600);
      assert.not(isFull);
      spool.close();
      assert.is(openSpool(folder).spool.status().lines, 0);
    }));
});
