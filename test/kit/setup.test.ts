import { type SpawnOptions, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { describe } from "./suite.ts";

const scripts = fileURLToPath(new URL("../../scripts", import.meta.url));

//  Stand-ins for the compilers: each copies a source to its output and notes that it ran; a source with "!" fails.
const compiler = (source: string, output: string, more = ""): string => `
  const { appendFileSync, mkdirSync, readFileSync, writeFileSync } = require("node:fs");
  const { dirname } = require("node:path");
  const text = readFileSync("${source}", "utf8");
  appendFileSync("runs.txt", "${source}\\n");
  if (text.includes("!")) process.exit(2);
  const option = (name) => process.argv[process.argv.indexOf(name) + 1];
  const write = (path, content) => { mkdirSync(dirname(path), { recursive: true }); writeFileSync(path, content); };
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  write(${output}, text);
  ${more}
`;

const lock = JSON.stringify({ packages: { "": {}, "node_modules/a": { version: "1.0.0" } } });

/** A checkout with our scripts, two sources, and stand-ins for npm and the compilers. */
function checkout(): string {
  const root = mkdtempSync(join(tmpdir(), "whoflux-setup-"));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  cpSync(scripts, join(root, "scripts"), { recursive: true });
  for (const file of ["asconfig.json", "tsconfig.json", "tsconfig.build.json"]) write(file, "{}");
  write("package-lock.json", lock);
  write("assembly/sources.ts", "module 1");
  write("src/cli.ts", "program 1");
  write("node_modules/.package-lock.json", lock);
  const asc = compiler("assembly/sources.ts", 'option("--outFile")', 'write(option("--textFile"), text);');
  write("node_modules/assemblyscript/bin/asc.js", asc);
  write("node_modules/typescript/bin/tsc", compiler("src/cli.ts", 'option("--outDir") + "/cli.cjs"'));
  //  What works on what they wrote has nothing to add.
  write("node_modules/binaryen/bin/wasm-opt", "");
  const bundler = "exports.rollup = async () => ({ write: async () => {}, close: async () => {} });";
  write("node_modules/@rollup/wasm-node/index.js", bundler);
  write("npm.js", `require("node:fs").writeFileSync("node_modules/.package-lock.json", '${lock}');`);
  write("run.mjs", 'import { setUp } from "./scripts/setup.mjs"; await setUp();');
  return root;
}

function setUp(root: string, options: SpawnOptions = {}): Promise<{ code: number | null; words: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, npm_execpath: join(root, "npm.js") };
    const child = spawn(process.execPath, ["run.mjs"], { cwd: root, env, stdio: "pipe", ...options });
    let words = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part) => (words += part));
    child.on("close", (code) => resolve({ code, words }));
  });
}

const read = (root: string, path: string): string => readFileSync(join(root, path), "utf8");

/** What the compilers note when each module and the program are compiled once. */
function once(root: string): string {
  const modules = readdirSync(join(root, "build")).filter((name) => name.endsWith(".wasm"));
  assert.ok(modules.length > 1);
  return `${"assembly/sources.ts\n".repeat(modules.length)}src/cli.ts\n`;
}

describe("setting up", (test) => {
  const root = checkout();
  test.after(() => rmSync(root, { recursive: true, force: true }));

  test("compiles everything once, also when three start together", async () => {
    const outcomes = await Promise.all([setUp(root), setUp(root), setUp(root)]);
    assert.equal(
      outcomes.map(({ code }) => code),
      [0, 0, 0],
    );
    assert.is(read(root, "runs.txt"), once(root));
    assert.is(read(root, "build/records.wasm"), "module 1");
    assert.is(read(root, "dist/cli.cjs"), "program 1");
  });

  test("is silent and compiles nothing when nothing changed", async () => {
    assert.equal(await setUp(root), { code: 0, words: "" });
    assert.is(read(root, "runs.txt"), once(root));
  });

  test("compiles only what changed, and drops what has no source any more", async () => {
    writeFileSync(join(root, "dist", "forgotten.js"), "");
    writeFileSync(join(root, "src", "cli.ts"), "program 2.0");
    const { words } = await setUp(root);
    assert.is(words, "whoflux: compiling the program\n");
    assert.is(read(root, "dist/cli.cjs"), "program 2.0");
    assert.not(existsSync(join(root, "dist", "forgotten.js")));
  });

  test("keeps the last good product when compiling fails, and tries again the next time", async () => {
    writeFileSync(join(root, "assembly", "sources.ts"), "module 2!");
    for (const _ of [1, 2]) {
      const { code, words } = await setUp(root);
      assert.is(code, 1);
      assert.match(words, /the WASM module of records did not compile/);
    }
    assert.is(read(root, "build/records.wasm"), "module 1");
    writeFileSync(join(root, "assembly", "sources.ts"), "module 3");
    assert.is((await setUp(root)).code, 0);
    assert.is(read(root, "build/records.wasm"), "module 3");
  });

  test("takes over the lock of a process that is no more", async () => {
    const gone = spawn(process.execPath, ["-e", "0"]);
    await new Promise((resolve) => gone.on("exit", resolve));
    mkdirSync(join(root, "build", ".lock"));
    writeFileSync(join(root, "build", ".lock", "pid"), String(gone.pid));
    writeFileSync(join(root, "src", "cli.ts"), "program 3");
    assert.is((await setUp(root)).code, 0);
    assert.is(read(root, "dist/cli.cjs"), "program 3");
  });

  test("installs when a locked package is missing or of another version", async () => {
    writeFileSync(join(root, "node_modules", ".package-lock.json"), lock.replace("1.0.0", "0.9.0"));
    assert.match((await setUp(root)).words, /installing packages/);
    assert.is((await setUp(root)).words, "");
    rmSync(join(root, "node_modules", ".package-lock.json"));
    assert.match((await setUp(root)).words, /installing packages/);
  });
});
