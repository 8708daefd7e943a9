//  npm run bench [-- --only records|sessions|summary|live|windows|drain --size MIB --runs N --output null|pipe --program dist/cli.cjs]
//
//  Whole processes, side by side, on files that it makes itself. It tells and does not judge: exit code 0 whatever
//  the numbers are, 1 when it could not measure.

import { benchDrain } from "./drain.ts";
import { benchLive } from "./live.ts";
import { benchOptions } from "./options.ts";
import { benchRecords } from "./records.ts";
import { machine, say } from "./report.ts";
import { inScratch } from "./scratch.ts";
import { benchSessions } from "./sessions.ts";
import { benchSummary } from "./summary.ts";
import { benchWindows } from "./windows.ts";

const subjects = {
  records: benchRecords,
  sessions: benchSessions,
  summary: benchSummary,
  live: benchLive,
  windows: benchWindows,
  drain: benchDrain,
};

try {
  const options = benchOptions(process.argv.slice(2));
  say(machine());
  for (const [name, bench] of Object.entries(subjects)) {
    if (options.only !== undefined && options.only !== name) continue;
    await inScratch(options.size + 16, (folder) => bench(options, folder));
  }
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
