import { rmSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import type { SpoolFiles } from "../../src/spool/files.ts";
import type { Spool } from "../../src/spool/spool.ts";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";
import { drain, hasty, linesOf, numbered, openSpool, said, segmentsIn } from "./spools.ts";

const filling = "y".repeat(100);
const MINUTE = 60_000;

/** A disk that does not give the bytes of one range of any file, or does not work at all. */
class SickDisk {
  bad: { readonly from: number; readonly to: number } | undefined;
  isAway = false;
  readonly files: SpoolFiles = {
    ...hasty,
    read: (fd, target, position) => {
      const { from, to } = this.bad ?? { from: 0, to: 0 };
      if (this.isAway || (position < to && position + target.length > from)) throw fault();
      return hasty.read(fd, target, position);
    },
    save: (path, form, state) => {
      if (this.isAway) throw fault();
      hasty.save(path, form, state);
    },
  };
}

function fault(): Error {
  return Object.assign(new Error("EIO: injected"), { code: "EIO" });
}

/** Takes again and again, a third of a minute apart, and acknowledges; the lines that came. */
function patiently(spool: Spool, clock: { now: number }, rounds: number): string[] {
  return Array.from({ length: rounds }, () => {
    clock.now += MINUTE / 3;
    return drain(spool, "acknowledge");
  }).flat();
}

describe("a spool of which something cannot be read", (test) => {
  const clock = { now: 1_700_000_000_000 };
  const now = () => clock.now;

  test("waits for it, says so once, and loses nothing when it can be read again", () =>
    inFolder((folder) => {
      const disk = new SickDisk();
      const { spool, words } = openSpool(folder, { now }, disk.files);
      for (let index = 0; index < 4; index++) spool.append([numbered(index * 100, 100, filling)]);
      disk.bad = { from: 20_000, to: 24_000 };
      assert.equal(patiently(spool, clock, 8), []);
      assert.is(spool.status().lines, 400);
      assert.is(words.length, 1);
      assert.match(
        said(words),
        /00000001\.seg: what waits cannot be read \(found EIO: injected\); look after the disk/,
      );
      disk.bad = undefined;
      assert.equal(patiently(spool, clock, 1), linesOf(numbered(0, 400, filling)));
      assert.is(spool.status().dropped, 0);
      assert.match(said(words), /works again$/);
      spool.close();
    }));

  test("gives it up when that lasts, counts and says what was in it, and delivers what stands around it", () =>
    inFolder((folder) => {
      const disk = new SickDisk();
      const { spool, words } = openSpool(folder, { now }, disk.files);
      for (let index = 0; index < 40; index++) spool.append([numbered(index * 10, 10, filling)]);
      disk.bad = { from: 20_000, to: 20_100 };
      const given = patiently(spool, clock, 12);
      const { dropped } = spool.status();
      assert.ok(dropped > 0 && dropped <= 60, `${dropped} lines`);
      assert.is(given.length, 400 - dropped);
      assert.equal(given.slice(0, 50), linesOf(numbered(0, 50, filling)));
      assert.equal(given.slice(-50), linesOf(numbered(350, 50, filling)));
      const counts = [...said(words).matchAll(/bytes are damaged, (\d+) lines are lost/g)].map(([, count]) =>
        Number(count),
      );
      assert.is(
        counts.reduce((sum, count) => sum + count, 0),
        dropped,
      );
      spool.append([numbered(400, 1)]);
      assert.equal(patiently(spool, clock, 1), ["x=400"]);
      assert.is(spool.status().lines, 0);
      spool.close();
    }));

  test("gives nothing up while the disk is not there at all", () =>
    inFolder((folder) => {
      const disk = new SickDisk();
      const { spool } = openSpool(folder, { now }, disk.files);
      spool.append([numbered(0, 100, filling)]);
      disk.isAway = true;
      assert.equal(patiently(spool, clock, 200), []);
      disk.isAway = false;
      assert.equal(patiently(spool, clock, 1), linesOf(numbered(0, 100, filling)));
      assert.is(spool.status().dropped, 0);
      spool.close();
    }));

  test("goes on where somebody removed a segment of it, also the one that is written", () =>
    inFolder((folder) => {
      const { spool, words } = openSpool(folder, { now, maxBytes: 64 * 1024 }, hasty);
      for (let index = 0; index < 16; index++) spool.append([numbered(index * 10, 10, filling)]);
      const segments = segmentsIn(folder);
      assert.ok(segments.length > 1);
      for (const name of [segments[0], segments.at(-1)]) rmSync(join(folder, name ?? ""));
      spool.append([numbered(160, 5)]);
      const given = patiently(spool, clock, 30);
      assert.is(given.length + spool.status().dropped, 165);
      assert.equal(given.slice(-5), linesOf(numbered(160, 5)));
      assert.match(said(words), /cannot be read \(found ENOENT.*lines are lost/s);
      spool.close();
      assert.is(openSpool(folder).spool.status().lines, 0);
    }));

  test("takes nothing more when somebody removed its folder, and says what to do", () =>
    inFolder((folder) => {
      const { spool } = openSpool(join(folder, "spool"), { now });
      spool.append([numbered(0, 1)]);
      rmSync(join(folder, "spool"), { recursive: true });
      for (let round = 0; round < 2; round++) {
        assert.throws(
          () => spool.append([numbered(1, 1)]),
          /lines cannot be kept \(found ENOENT.*leave the folder of the spool/,
        );
      }
      spool.close();
    }));
});
