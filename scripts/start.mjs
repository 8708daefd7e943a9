//  npm start: the login history of this machine in the terminal, or the sample host's when this machine has none.
//  What follows `--` goes to `whoflux read`: npm start -- --format jsonl

import { command } from "./command.mjs";
import { findHistory } from "./history.mjs";
import { runNode } from "./run.mjs";
import { setUp } from "./setup.mjs";

const sample = "fixtures/hosts/sample/var/log";

await command(async () => {
  await setUp();
  const own = findHistory();
  if (own.length === 0) console.error(`whoflux: no login history on this machine: showing the sample host (${sample})`);
  const files = own.length > 0 ? own : [`${sample}/wtmp*`];
  return runNode(["dist/cli.cjs", "read", ...files, ...process.argv.slice(2)]);
});
