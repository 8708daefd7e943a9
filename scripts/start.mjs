//  npm start: the daemon on this machine, which writes line protocol to the terminal until Ctrl-C.
//  What follows `--` goes to `whoflux serve`: npm start -- --root fixtures/hosts/everything --backfill all

import { command } from "./command.mjs";
import { runNode } from "./run.mjs";
import { setUp } from "./setup.mjs";

await command(async () => {
  await setUp();
  return runNode(["dist/cli.cjs", "serve", ...process.argv.slice(2)]);
});
