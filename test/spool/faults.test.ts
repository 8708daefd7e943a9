import fc from "fast-check";
import * as assert from "uvu/assert";
import { WhofluxError } from "../../src/model/error.ts";
import { disk, type SpoolFiles } from "../../src/spool/files.ts";
import type { Spool } from "../../src/spool/spool.ts";
import { chanceOf } from "../kit/chance.ts";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";
import { type Fate, faultyFiles } from "./faulty-files.ts";
import { drain, linesOf, numbered, openSpool, said } from "./spools.ts";

const codes = ["ENOSPC", "EFBIG", "EIO", "EROFS", "EACCES", "EDQUOT", "EMFILE"];
const filling = "y".repeat(200);
/** Eight segments of 8 KiB; nothing is dropped. */
const small = { maxBytes: 64 * 1024, sync: "always" as const };

/** What a lane of events goes through: told lines, and the state that was saved behind them. */
class Lane {
  readonly #folder: string;
  readonly #files: SpoolFiles;
  #spool: Spool | undefined;
  #saved = 0;
  #next = 0;
  /** What `append` returned from, and is not acknowledged. */
  kept: string[] = [];
  given: string[] = [];

  constructor(folder: string, files: SpoolFiles) {
    this.#folder = folder;
    this.#files = files;
  }

  append(count: number): void {
    const spool = this.#open();
    if (spool === undefined) return;
    const text = numbered(this.#next, count, filling);
    refusable(() => {
      spool.append([text], { feed: 1, value: this.#saved + 1 });
      this.#saved += 1;
      this.kept.push(...linesOf(text));
      this.#next += count;
    });
  }

  take(count: number): void {
    const spool = this.#open();
    if (spool === undefined) return;
    spool.rewind();
    const batch = spool.take({ maxLines: count, maxBytes: 1 << 20 });
    if (batch === undefined) return;
    this.#mustBeNext(linesOf(batch.text));
    spool.acknowledge(batch.end);
    this.given.push(...this.kept.splice(0, batch.lines));
  }

  /** As a process that is killed: nothing is closed. */
  crash(): void {
    this.#spool = undefined;
  }

  close(): void {
    this.#spool?.close();
    this.#spool = undefined;
  }

  /** Opens it once more on a disk that works, and sees that all is there; again what was not kept as delivered. */
  check(dropped: "none" | "may be" = "none"): void {
    this.crash();
    const { spool } = openSpool(this.#folder, { ...small, marks: this.#marks });
    const lines = drain(spool, "leave");
    const again = lines.length - this.kept.length;
    assert.ok(again >= 0, `${-again} lines are lost`);
    const expected = [...this.given.slice(this.given.length - again), ...this.kept];
    assert.equal(lines, expected);
    assert.is(spool.status().lines, lines.length);
    if (dropped === "none") assert.is(spool.status().dropped, 0);
    spool.close();
  }

  get #marks(): ReadonlyMap<number, number> {
    return new Map([[1, this.#saved]]);
  }

  #open(): Spool | undefined {
    refusable(() => {
      if (this.#spool !== undefined) return;
      this.#spool = openSpool(this.#folder, { ...small, marks: this.#marks }, this.#files).spool;
      // What was acknowledged and not kept as such comes again.
      const { lines } = this.#spool.status();
      this.kept.unshift(...this.given.splice(this.given.length - (lines - this.kept.length)));
    });
    return this.#spool;
  }

  #mustBeNext(lines: readonly string[]): void {
    assert.equal(lines, this.kept.slice(0, lines.length));
  }
}

/** Only a clear error may come out. */
function refusable(step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!(error instanceof WhofluxError) || error.code !== "E_SINK") throw error;
  }
}

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
