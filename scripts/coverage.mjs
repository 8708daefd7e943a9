//  npm run coverage [-- pattern…]: runs the tests and says how much of src/ and of the WASM module they reach.
//  coverage/lcov.info for editors, coverage/wasm.txt for the ways of the module that no test takes.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { command } from "./command.mjs";
import { root } from "./paths.mjs";
import { runTool } from "./run.mjs";
import { setUp } from "./setup.mjs";
import { buildInstrumented } from "./wasm-coverage/build.mjs";
import { moduleCoverage } from "./wasm-coverage/report.mjs";

const marks = join(root, "coverage", "wasm");
const hook = pathToFileURL(join(root, "scripts/wasm-coverage/hook.mjs")).href;
const reports = ["--reporter=text-summary", "--reporter=lcov", "--all", "--src=src", "--include=src/**"];

await command(async () => {
  await setUp();
  await buildInstrumented();
  rmSync(marks, { recursive: true, force: true });
  mkdirSync(marks, { recursive: true });
  const code = await runTool(
    "c8",
    [...reports, "--exclude-after-remap", process.execPath, "scripts/test.mjs", ...process.argv.slice(2)],
    {
      env: { ...process.env, NODE_OPTIONS: `--import ${hook}`, WHOFLUX_COVERAGE_DIR: marks },
    },
  );
  const { summary, details } = moduleCoverage(marks);
  console.log(summary.join("\n"));
  writeFileSync(join(root, "coverage", "wasm.txt"), `${details.join("\n")}\n`);
  return code;
});
