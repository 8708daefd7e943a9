//  Preloaded into every process of a coverage run (NODE_OPTIONS=--import): whoever compiles a module of build/ gets the
//  instrumented module instead, and at exit the probe bytes of its instances are left in WHOFLUX_COVERAGE_DIR. So the
//  product knows nothing of coverage.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { threadId } from "node:worker_threads";
import { modules } from "../compile.mjs";
import { root } from "../paths.mjs";

const directory = process.env.WHOFLUX_COVERAGE_DIR;
const released = modules.map(({ name }) => readFileSync(join(root, `build/${name}.wasm`)));
const probed = readFileSync(join(root, "build/coverage/everything.wasm"));
const { base, probes } = JSON.parse(readFileSync(join(root, "build/coverage/probes.json"), "utf8"));

const { Module, Instance } = WebAssembly;
const ours = new WeakSet();
const memories = [];

WebAssembly.Module = class extends Module {
  constructor(bytes) {
    const given = ArrayBuffer.isView(bytes) ? bytes : new Uint8Array(bytes);
    const isOurs = released.some((each) => each.equals(given));
    super(isOurs ? probed : bytes);
    if (isOurs) ours.add(this);
  }
};

WebAssembly.Instance = class extends Instance {
  constructor(module, imports) {
    super(module, imports);
    if (ours.has(module)) memories.push(this.exports.memory);
  }
};

process.on("exit", () => {
  if (memories.length === 0) return;
  const hit = new Uint8Array(probes.length);
  for (const { buffer } of memories) {
    const marks = new Uint8Array(buffer, base, hit.length);
    for (let index = 0; index < hit.length; index += 1) hit[index] |= marks[index];
  }
  writeFileSync(join(directory, `${process.pid}-${threadId}.probes`), hit);
});
