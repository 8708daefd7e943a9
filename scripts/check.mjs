//  npm run check: everything that can be said about the code without running it, and the rules of the house.

import { command } from "./command.mjs";
import { runNode, runTool } from "./run.mjs";
import { setUp } from "./setup.mjs";

//  The module and the program were compiled by setUp, whenever they changed: asc and tsc have had their say.
const checks = {
  "formatting and lint (biome)": () => runTool("biome", ["check", "--error-on-warnings"]),
  "types of src (tsc)": () => runTool("tsc", ["-p", "tsconfig.json"]),
  "types of test, bench and fixtures (tsc)": () => runTool("tsc", ["-p", "tsconfig.test.json"]),
  "the rules of the house (test/architecture.test.ts)": () => runNode(["--import", "tsx", "test/architecture.test.ts"]),
};

await command(async () => {
  await setUp();
  const failed = [];
  for (const [name, check] of Object.entries(checks)) {
    console.error(`whoflux: checking ${name}`);
    if ((await check()) !== 0) failed.push(name);
  }
  for (const name of failed) console.error(`whoflux: check failed: ${name}`);
  return failed.length === 0 ? 0 : 1;
});
