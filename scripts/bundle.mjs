import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./paths.mjs";

const entry = join(root, "src/cli.ts");

/**
 * Modules that a command needs in any case, in few files: reading a file costs Node about half a millisecond, and
 * commands share so many modules that a bundler left alone makes thirty files of them (9 ms). What is loaded on demand
 * stays in files of its own. In this order: a module is in the first that reaches it.
 */
const files = [
  { name: "read", from: ["cli", "commands/read", "commands/stay-output"] },
  { name: "collect", from: ["commands/collect", "commands/execd"] },
  { name: "database", from: ["unix/sqlite/last-rows", "unix/sqlite/read-database"] },
];

/** Node 20.19, the oldest that is supported. */
const target = "node20.19";

/**
 * Joins the command's modules, packages included, to `folder`/cli.cjs and `folder`/cli/. As CommonJS: Node starts the
 * loader of ES modules only where it meets one (4 ms).
 */
export async function bundleCommand(folder) {
  const { rollup } = await import("@rollup/wasm-node");
  const bundle = await rollup({ input: entry, plugins: [builtIns, sources, packages], onwarn: complain });
  await bundle.write({
    dir: join(root, folder),
    format: "cjs",
    entryFileNames: "cli.cjs",
    // As deep as src/wasm/, so that load.ts finds the modules from its file too.
    chunkFileNames: "cli/[name]-[hash].cjs",
    sourcemap: true,
    manualChunks: fileOf(),
  });
  await bundle.close();
}

/** Tells the file that a module goes into; undefined where the bundler may choose. */
function fileOf() {
  const chosen = new Map();
  return (id, { getModuleInfo }) => {
    const visit = (module, name) => {
      if (chosen.has(module)) return;
      chosen.set(module, name);
      for (const imported of getModuleInfo(module)?.importedIds ?? []) visit(imported, name);
    };
    if (chosen.size === 0) {
      for (const { name, from } of files) for (const start of from) visit(join(root, `src/${start}.ts`), name);
      // It runs as soon as it is loaded, so all that it may import has to be there before.
      chosen.set(entry, undefined);
    }
    return chosen.get(id);
  };
}

const BUILT_IN = "\0built-in:";

/**
 * Node's own modules, got without an import: to link one to ES modules Node asks it for everything that it exports, and
 * `node:fs` then loads streams and promises that nobody uses (3 ms).
 */
const builtIns = {
  name: "built-ins",
  resolveId(source, importer) {
    if (!source.startsWith("node:")) return null;
    return importer?.startsWith(PACKAGE) ? { id: source, external: true } : BUILT_IN + source;
  },
  load(id) {
    if (!id.startsWith(BUILT_IN)) return null;
    const code = `export default process.getBuiltinModule(${JSON.stringify(id.slice(BUILT_IN.length))});`;
    return { code, moduleSideEffects: false, syntheticNamedExports: true };
  },
};

/** TypeScript to JavaScript. */
const sources = {
  name: "sources",
  resolveId(source, importer) {
    return source.startsWith(".") ? join(dirname(importer), source) : null;
  },
  async load(id) {
    if (!id.endsWith(".ts")) return null;
    const { transform } = await import("esbuild");
    const { code, map } = await transform(readFileSync(id, "utf8"), {
      loader: "ts",
      target,
      sourcemap: true,
      sourcefile: id,
    });
    return { code, map };
  },
  resolveImportMeta: (property) => (property === "url" ? 'require("node:url").pathToFileURL(__filename).href' : null),
};

const PACKAGE = "\0package:";

/** Each package with all that it needs as one module. */
const packages = {
  name: "packages",
  resolveId(source, importer) {
    if (!/^[@a-z]/.test(source) || source.startsWith("node:")) return null;
    // What a package would use if it were there is not here; the package itself sees to that.
    return importer?.startsWith(PACKAGE) ? { id: source, external: true } : PACKAGE + source;
  },
  async load(id) {
    if (!id.startsWith(PACKAGE)) return null;
    const { build } = await import("esbuild");
    const { outputFiles } = await build({
      stdin: { contents: `export * from ${JSON.stringify(id.slice(PACKAGE.length))};`, resolveDir: root },
      bundle: true,
      format: "esm",
      platform: "node",
      target,
      write: false,
      logLevel: "warning",
    });
    return outputFiles[0].text;
  },
};

function complain({ code, message, id }) {
  // Packages may import what they do not use; that is theirs to mend.
  if (code !== "UNUSED_EXTERNAL_IMPORT" && !id?.startsWith(PACKAGE)) throw new Error(message);
}
