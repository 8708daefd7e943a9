import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";

/** What the daemon uses, after six hours and after each six more. */
interface Used {
  readonly heap: number;
  readonly buffers: number;
  readonly files: number;
  readonly handles: number;
  readonly descriptors: number;
  readonly timers: number;
}

const MEBIBYTE = 2 ** 20;
const HOURS = 24;

describe("a day of the daemon", (test) => {
  test("tells everything once, through rotations and a change to summer time, and uses no more at its end", () => {
    const program = fileURLToPath(new URL("day.ts", import.meta.url));
    const folder = mkdtempSync(join(tmpdir(), "whoflux-day-"));
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ["--expose-gc", "--import", "tsx", program, folder, `${HOURS}`],
      { encoding: "utf8", timeout: 58_000, killSignal: "SIGKILL" },
    );
    rmSync(folder, { recursive: true, force: true });
    assert.is(status, 0, stderr);
    const { samples, told, records, words, timers } = JSON.parse(stdout) as {
      readonly samples: readonly Used[];
      readonly told: Readonly<Record<string, number>>;
      readonly records: number;
      readonly words: readonly string[];
      readonly timers: number;
    };
    assert.equal(words, []);
    // A login on a line ends the one before it; two lines have nobody after their last.
    assert.is(told.events, 2 * records - 2);
    assert.is(told.snapshots, 1 + HOURS * 120);
    assert.is(told.summaries, 1 + HOURS * 60);
    assert.is(timers, 0);
    // The first six hours make the engine's code and fill its caches.
    const [early, late] = [samples[0], samples.at(-1)];
    if (early === undefined || late === undefined) throw new Error("no samples");
    assert.ok(late.heap - early.heap < MEBIBYTE, `heap ${early.heap} to ${late.heap}`);
    assert.ok(late.buffers - early.buffers < MEBIBYTE / 4, `buffers ${early.buffers} to ${late.buffers}`);
    assert.equal(
      [late.files, late.handles <= early.handles, late.descriptors, late.timers],
      [early.files, true, early.descriptors, early.timers],
    );
  });
});
