import { spawn } from "node:child_process";
import { root } from "./paths.mjs";

/** Seconds after which a test file is stopped, with everything it started. */
const LIMIT = Number(process.env.WHOFLUX_TEST_LIMIT ?? 150);

const REPORT = /^tests: (\{.*\})$/gm;

/**
 * Runs one test file in a process group of its own.
 *
 * Resolves to `{file, passed, failed, skipped, seconds, output}`. A file that ends badly, not at all, or without the
 * report of test/kit/report.ts counts at least one failure, whatever it says.
 */
export async function runTestFile(file) {
  const started = performance.now();
  const { code, signal, output, late } = await run(file);
  const seconds = (performance.now() - started) / 1000;
  const told = [...output.matchAll(REPORT)].at(-1)?.[1];
  const report = told === undefined ? { passed: 0, failed: 0, skipped: [] } : JSON.parse(told);
  const faults = [];
  if (late) faults.push(`stopped after ${LIMIT} s`);
  else if (signal !== null) faults.push(`ended by ${signal}`);
  if (told === undefined) faults.push("no report: the file does not use test/kit/suite.ts, or ended before it could");
  const sound = code === 0 && faults.length === 0;
  const failed = sound ? report.failed : Math.max(1, report.failed);
  return { file, ...report, failed, seconds, output: [output.trimEnd(), ...faults, ""].join("\n") };
}

function run(file) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", file], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
    });
    const interrupted = () => {
      stopGroup(child);
      process.exit(130);
    };
    process.once("SIGINT", interrupted);
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => chunks.push(chunk));
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      stopGroup(child);
    }, LIMIT * 1000);
    child.on("error", reject);
    // What the file left running would hold the pipes open, and outlive us.
    child.on("exit", () => stopGroup(child));
    child.on("close", (code, signal) => {
      clearTimeout(limit);
      process.off("SIGINT", interrupted);
      resolve({ code, signal, output: Buffer.concat(chunks).toString(), late });
    });
  });
}

function stopGroup(child) {
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    if (error.code !== "ESRCH" && error.code !== "EPERM") throw error;
  }
}
