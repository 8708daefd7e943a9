//  What one test file did, counted outside uvu. Told at exit on stdout as the file's last line, for scripts/test.mjs:
//
//    tests: {"passed":3,"failed":0,"skipped":["…"]}
//
//  `failed` counts failed tests, tests that never ended, and everything broken around them.

import { writeSync } from "node:fs";

const unfinished = new Set<string>();
const skips: string[] = [];
const faults: string[] = [];
let passes = 0;
let failures = 0;

/** Counts for the file that runs in this process. */
export const report = {
  declared(name: string): void {
    if (unfinished.has(name)) throw new Error(`two tests are named "${name}"`);
    unfinished.add(name);
  },
  passed(name: string): void {
    unfinished.delete(name);
    passes += 1;
  },
  failed(name: string): void {
    unfinished.delete(name);
    failures += 1;
  },
  /** Something was not tested here, and says so once. */
  skipped(what: string): void {
    skips.push(what);
  },
  /** Something outside a test went wrong: the file fails even if every test passes. */
  broken(what: string): void {
    faults.push(what);
  },
};

process.on("exit", (code) => {
  for (const name of unfinished) faults.push(`never finished: ${name}`);
  const silent = passes + failures + faults.length + skips.length === 0;
  if (silent) faults.push("this file declares no test");
  if (code !== 0 && failures + faults.length === 0) faults.push(`exit code ${code} though every test passed`);
  for (const fault of faults) writeSync(2, `${fault}\n`);
  const failed = failures + faults.length;
  if (failed > 0) process.exitCode = 1;
  writeSync(1, `tests: ${JSON.stringify({ passed: passes, failed, skipped: skips })}\n`);
});
