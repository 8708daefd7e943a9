import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../paths.mjs";
import { instrumented } from "./build.mjs";

/**
 * Reads what the processes of a coverage run left in `directory`. Returns `{summary, details}`: the percentages with the
 * functions never entered, and one line for each way of a branch never taken.
 */
export function moduleCoverage(directory) {
  const { probes } = JSON.parse(readFileSync(join(root, instrumented.probes), "utf8"));
  const hit = union(directory, probes.length);
  const missed = probes.filter((_, index) => hit[index] === 0);
  const asleep = new Set(missed.filter(({ kind }) => kind === "function").map(({ name }) => name));
  const share = (kind) => {
    const all = probes.filter((probe) => probe.kind === kind).length;
    const done = all - missed.filter((probe) => probe.kind === kind).length;
    return `${((100 * done) / Math.max(1, all)).toFixed(2)}% ( ${done}/${all} )`;
  };
  const summary = [
    "=============================== WASM module ====================================",
    `Functions    : ${share("function")}`,
    `Branches     : ${share("branch")}`,
    ...[...asleep].map((name) => `never entered: ${name}`),
    "================================================================================",
  ];
  const details = missed
    .filter(({ kind, name }) => kind === "branch" && !asleep.has(name))
    .map(({ name, where, way }) => `${where}: never ${way} (${name})`);
  return { summary, details: [...new Set(details)] };
}

function union(directory, length) {
  const hit = new Uint8Array(length);
  for (const file of readdirSync(directory).filter((name) => name.endsWith(".probes"))) {
    const marks = readFileSync(join(directory, file));
    for (let index = 0; index < length; index += 1) hit[index] |= marks[index];
  }
  return hit;
}
