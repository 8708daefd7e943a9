import { spawn } from "node:child_process";
import { root } from "./paths.mjs";

//  The tools are started with this very Node, by their own files: no shell, no .cmd wrappers, no search on PATH.
const tools = {
  asc: "node_modules/assemblyscript/bin/asc.js",
  biome: "node_modules/@biomejs/biome/bin/biome",
  c8: "node_modules/c8/bin/c8.js",
  "wasm-opt": "node_modules/binaryen/bin/wasm-opt",
  tsc: "node_modules/typescript/bin/tsc",
};

/** Runs a tool of node_modules in the checkout; resolves to its exit code. */
export function runTool(name, args, options = {}) {
  return runNode([tools[name], ...args], options);
}

/** Runs a script with this Node and this terminal; resolves to its exit code. */
export function runNode(args, options = {}) {
  return run(process.execPath, args, options);
}

/** Runs npm, the one that started us if npm did; resolves to its exit code. */
export function runNpm(args, options = {}) {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith(".js")) return runNode([npm, ...args], options);
  return run("npm", args, { shell: process.platform === "win32", ...options });
}

const passed = process.platform === "win32" ? [] : ["SIGTERM", "SIGHUP"];

function run(file, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: root, stdio: "inherit", ...options });
    // The terminal sends Ctrl-C to the child too: it decides how it ends, and we end with it. Other signals are sent to
    // us alone, and are meant for it.
    const wait = () => {};
    const pass = (signal) => child.kill(signal);
    process.on("SIGINT", wait);
    for (const signal of passed) process.on(signal, pass);
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      process.off("SIGINT", wait);
      for (const signal of passed) process.off(signal, pass);
      resolve(code ?? (signal === "SIGINT" ? 130 : 143));
    });
  });
}
