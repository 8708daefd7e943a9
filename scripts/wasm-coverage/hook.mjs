//  Preloaded into every process of a coverage run (NODE_OPTIONS=--import): whoever compiles build/whoflux.wasm gets the
//  instrumented module instead, and at exit the probe bytes of its instances are left in WHOFLUX_COVERAGE_DIR. So the
//  product knows nothing of coverage.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { threadId } from "node:worker_threads";
import { root } from "../paths.mjs";

const directory = process.env.WHOFLUX_COVERAGE_DIR;
const released = readFileSync(join(root, "build/whoflux.wasm"));
const probed = readFileSync(join(root, "build/coverage/whoflux.wasm"));
const { base, probes } = JSON.parse(readFileSync(join(root, "build/coverage/probes.json"), "utf8"));

const { Module, Instance } = WebAssembly;
const ours = new WeakSet();
const memories = [];

WebAssembly.Module = class extends Module {
  constructor(bytes) {
    const isOurs = released.equals(ArrayBuffer.isView(bytes) ? bytes : new Uint8Array(bytes));
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
