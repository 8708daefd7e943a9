//  npm test [-- pattern…]: runs the test files whose path contains a pattern, each in its own process.
//  The last line is `N passed, N failed` and nothing else; the exit code is 1 when anything failed.

import { availableParallelism } from "node:os";
import { command } from "./command.mjs";
import { setUp } from "./setup.mjs";
import { filesUnder } from "./sources.mjs";
import { runTestFile } from "./test-file.mjs";

await command(async () => {
  const totals = { passed: 0, failed: 0, skipped: [] };
  try {
    await setUp();
    await runAll(chosen(process.argv.slice(2)), totals);
  } catch (error) {
    console.error(`whoflux: ${error.message}`);
    totals.failed += 1;
  }
  for (const what of totals.skipped) console.log(`skipped: ${what}`);
  console.log(`${totals.passed} passed, ${totals.failed} failed`);
  return totals.failed === 0 ? 0 : 1;
});

function chosen(patterns) {
  const files = filesUnder("test", ".test.ts");
  const matching = files.filter((file) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern)));
  if (matching.length === 0) throw new Error(`no test file matches ${patterns.join(" ")}`);
  return matching;
}

/** Every processor takes the next file as it becomes free; at least two, for tests wait as much as they work. */
async function runAll(files, totals) {
  const queue = [...files];
  const lane = async () => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) add(await runTestFile(file), totals);
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, lane));
}

/** Adds one file to the totals; a sound one is a line, a failed one is shown whole. */
function add({ file, passed, failed, skipped, seconds, output }, totals) {
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped.push(...skipped);
  const counts = `${passed} passed${failed > 0 ? `, ${failed} failed` : ""}${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`;
  console.log(`${failed > 0 ? "FAIL" : "ok  "} ${file}  ${counts}  (${seconds.toFixed(1)} s)`);
  if (failed > 0) console.log(output);
}
