import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { runTool } from "./run.mjs";
import { filesUnder } from "./sources.mjs";

//  Compilers talk on stderr: stdout belongs to what runs after them.
const quiet = { stdio: ["ignore", 2, 2] };

/** What is compiled, in order: its output, the files it comes from, and how (resolves to an exit code). */
export const products = [
  {
    name: "the WASM module",
    output: "build/whoflux.wasm",
    sources: () => ["asconfig.json", "package-lock.json", ...filesUnder("assembly", ".ts")],
    compile: compileModule,
  },
  {
    name: "the program",
    output: "dist/cli.js",
    sources: () => ["tsconfig.json", "tsconfig.build.json", "package-lock.json", ...filesUnder("src", ".ts")],
    compile: compileProgram,
  },
];

/** Compiles aside and moves into place: whoever loads the module meanwhile gets the old one or the new one, whole. */
async function compileModule() {
  mkdirSync(at("build/next"), { recursive: true });
  const aside = ["--outFile", "build/next/whoflux.wasm", "--textFile", "build/next/whoflux.wat"];
  const code = await runTool("asc", ["--target", "release", ...aside], quiet);
  if (code !== 0) return code;
  for (const file of ["whoflux.wat", "whoflux.wasm"]) renameSync(at(`build/next/${file}`), at(`build/${file}`));
  return 0;
}

/** Compiles aside, so that dist/ never holds a file whose source is gone. */
async function compileProgram() {
  for (const folder of ["dist.next", "dist.old"]) rmSync(at(folder), { recursive: true, force: true });
  const args = ["-p", "tsconfig.build.json", "--noEmitOnError", "--outDir", "dist.next"];
  const code = await runTool("tsc", args, quiet);
  if (code !== 0) return code;
  if (existsSync(at("dist"))) renameSync(at("dist"), at("dist.old"));
  renameSync(at("dist.next"), at("dist"));
  rmSync(at("dist.old"), { recursive: true, force: true });
  return 0;
}

function at(path) {
  return join(root, path);
}
