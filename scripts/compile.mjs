import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { bundleCommand } from "./bundle.mjs";
import { root } from "./paths.mjs";
import { runTool } from "./run.mjs";
import { filesUnder } from "./sources.mjs";

//  Compilers talk on stderr: stdout belongs to what runs after them.
const quiet = { stdio: ["ignore", 2, 2] };

/**
 * The WASM modules, one for each job, from the same sources: none carries what its job does not call, so that each stays
 * small, starts fast and is optimised for speed. `pages`: its memory, in 64 KiB; only what is touched costs anything.
 * `inlined`: another limit for inlining, where the usual one makes the module larger but not faster.
 */
export const modules = [
  { name: "records", pages: 40 },
  { name: "stays", pages: 320, inlined: 80 },
  { name: "summary", pages: 272 },
  { name: "last", pages: 320 },
];

/** All jobs in one module, which is not shipped: what coverage is measured on. */
export const everything = { name: "everything", pages: 960 };

/** What is compiled, in order: its output, the files it comes from, and how (resolves to an exit code). */
export const products = [
  ...modules.map(({ name, pages, inlined }) => ({
    name: `the WASM module of ${name}`,
    output: `build/${name}.wasm`,
    sources: () => ["asconfig.json", "package-lock.json", "scripts/compile.mjs", ...filesUnder("assembly", ".ts")],
    compile: () => compileModule(name, pages, inlined),
  })),
  {
    name: "the program",
    output: "dist/cli.cjs",
    sources: () => [
      "tsconfig.json",
      "tsconfig.build.json",
      "package-lock.json",
      "scripts/compile.mjs",
      "scripts/bundle.mjs",
      ...filesUnder("src", ".ts"),
    ],
    compile: compileProgram,
  },
];

/** Compiles aside and moves into place: whoever loads the module meanwhile gets the old one or the new one, whole. */
async function compileModule(name, pages, inlined = INLINED_NODES) {
  mkdirSync(at("build/next"), { recursive: true });
  const files = [`${name}.wat`, `${name}.wasm`];
  const [text, binary] = files.map((file) => `build/next/${file}`);
  const memory = ["--initialMemory", String(pages), "--maximumMemory", String(pages)];
  const options = ["--target", "release", ...memory, "--outFile", binary, "--textFile", text];
  const code = await runTool("asc", [`assembly/modules/${name}.ts`, ...options], quiet);
  if (code !== 0) return code;
  const optimised = await inlineMore(binary, inlined);
  if (optimised !== 0) return optimised;
  for (const file of files) renameSync(at(`build/next/${file}`), at(`build/${file}`));
  return 0;
}

/** Nodes of a function that is still inlined where it is called often; asc stops at 20. Measured: a quarter of decoding. */
const INLINED_NODES = 100;

/** Optimises once more with more inlining, since engines call every function of a module as it stands. */
function inlineMore(file, nodes) {
  const features = [
    "simd",
    "bulk-memory",
    "bulk-memory-opt",
    "mutable-globals",
    "sign-ext",
    "nontrapping-float-to-int",
  ].map((name) => `--enable-${name}`);
  const size = ["--flexible-inline-max-function-size", String(nodes)];
  return runTool("wasm-opt", [file, ...features, ...size, "-O3", "--converge", "-o", file], quiet);
}

/** Compiles aside, so that dist/ never holds a file whose source is gone. */
async function compileProgram() {
  for (const folder of ["dist.next", "dist.old"]) rmSync(at(folder), { recursive: true, force: true });
  const args = ["-p", "tsconfig.build.json", "--noEmitOnError", "--outDir", "dist.next"];
  const code = await runTool("tsc", args, quiet);
  if (code !== 0) return code;
  await bundleCommand("dist.next");
  if (existsSync(at("dist"))) renameSync(at("dist"), at("dist.old"));
  renameSync(at("dist.next"), at("dist"));
  rmSync(at("dist.old"), { recursive: true, force: true });
  return 0;
}

function at(path) {
  return join(root, path);
}
