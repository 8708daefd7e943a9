import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { chanceOf } from "../kit/chance.ts";
import { inFolder } from "../kit/databases.ts";
import { seedOfRun } from "../kit/random.ts";
import { describe } from "../kit/suite.ts";
import { drain, openSpool } from "./spools.ts";

const program = fileURLToPath(new URL("./appending.ts", import.meta.url));
const KILLS = Number(process.env.RUNS ?? 12);

/** The last number that was written as a whole line. */
function saved(path: string): number {
  if (!existsSync(path)) return 0;
  const lines = readFileSync(path, "latin1").split("\n").slice(0, -1);
  return Number(lines.at(-1) ?? 0);
}

describe("a process that is killed while it appends", (test) => {
  test("leaves what append returned from, in order, once, and nothing torn", async () => {
    await inFolder(async (folder) => {
      const seed = seedOfRun();
      const chance = chanceOf(seed);
      const told = join(folder, "told");
      const spoolFolder = join(folder, "spool");
      let next = 1;
      for (let kill = 0; kill < KILLS; kill++) {
        const before = saved(told);
        const child = spawn(process.execPath, ["--import", "tsx", program, spoolFolder, told, `${before}`], {
          stdio: "inherit",
        });
        const ended = once(child, "exit");
        while (saved(told) === before) await new Promise((resolve) => setTimeout(resolve, 5));
        await new Promise((resolve) => setTimeout(resolve, chance.between(0, 30)));
        child.kill("SIGKILL");
        await ended;
        const last = saved(told);
        const { spool, words } = openSpool(spoolFolder, { marks: new Map([[1, last]]) });
        const lines = drain(spool, "acknowledge").map((line) => line.split(" ")[0]);
        spool.close();
        const [start] = (lines[0] ?? `x=${last + 1}.0`).slice(2).split(".").map(Number);
        assert.ok((start ?? 0) <= last + 1 && (start ?? 0) >= next, `from ${start} of ${last}, SEED=${seed}`);
        const all = Array.from({ length: (last - (start ?? 0) + 1) * 3 }, (_, index) => {
          return `x=${(start ?? 0) + Math.floor(index / 3)}.${index % 3}`;
        });
        assert.equal(lines, all.slice(all.length - lines.length), `SEED=${seed}`);
        assert.ok(
          words.every(({ text }) => /cut off/.test(text)),
          JSON.stringify(words),
        );
        next = last + 1;
      }
    });
  });
});
