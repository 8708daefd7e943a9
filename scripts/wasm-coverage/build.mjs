import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { everything } from "../compile.mjs";
import { root } from "../paths.mjs";
import { runNode, runTool } from "../run.mjs";
import { SetupError } from "../setup-error.mjs";
import { instrument } from "./instrument.mjs";

const folder = "build/coverage";

/** Paths, from the checkout, of the instrumented module and of its probes `{base, probes}`. */
export const instrumented = { module: `${folder}/everything.wasm`, probes: `${folder}/probes.json` };

/** Compiles the module of all jobs unoptimised, so that every function and branch of the source is there, and puts probes in. */
export async function buildInstrumented() {
  mkdirSync(join(root, folder), { recursive: true });
  const plain = `${folder}/plain.wasm`;
  const pages = String(everything.pages);
  const memory = ["--initialMemory", pages, "--maximumMemory", pages];
  const options = [
    "--target",
    "debug",
    "--noAssert",
    ...memory,
    "--outFile",
    plain,
    "--textFile",
    `${folder}/flat.wat`,
  ];
  await mustSucceed(runTool("asc", ["assembly/modules/everything.ts", ...options]));
  await binaryen("wasm-dis", [plain, `--source-map=${plain}.map`, "-o", `${folder}/plain.wat`]);
  const { text, base, probes } = instrument(readFileSync(join(root, folder, "plain.wat"), "utf8"));
  writeFileSync(join(root, folder, "probed.wat"), text);
  writeFileSync(join(root, instrumented.probes), JSON.stringify({ base, probes }));
  await binaryen("wasm-opt", [`${folder}/probed.wat`, "-O2", "-o", instrumented.module]);
}

/** binaryen comes with the AssemblyScript compiler. */
function binaryen(tool, args) {
  const features = ["--enable-simd", "--enable-bulk-memory", "--enable-sign-ext", "--enable-nontrapping-float-to-int"];
  const more = ["--enable-mutable-globals"];
  return mustSucceed(runNode([`node_modules/binaryen/bin/${tool}`, ...args, ...features, ...more]));
}

async function mustSucceed(running) {
  if ((await running) !== 0) throw new SetupError("the module could not be instrumented");
}
