//  npm run bench [-- --size MIB --runs N …]: see bench/main.ts.

import { command } from "./command.mjs";
import { runNode } from "./run.mjs";
import { setUp } from "./setup.mjs";

await command(async () => {
  await setUp();
  return runNode(["--import", "tsx", "bench/main.ts", ...process.argv.slice(2)]);
});
