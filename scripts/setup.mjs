import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { products } from "./compile.mjs";
import { installPackages, isInstalled } from "./install.mjs";
import { exclusively } from "./lock.mjs";
import { root } from "./paths.mjs";
import { SetupError } from "./setup-error.mjs";
import { fingerprint } from "./sources.mjs";

//  build/built.json: product name → fingerprint of the sources it was compiled from.
const ledger = join(root, "build", "built.json");

/**
 * Installs and compiles what is missing or older than its sources, so that every npm script works in a fresh clone.
 * Silent, quick and without writing anything when nothing is; one process of the checkout at a time does the work.
 */
export async function setUp() {
  if (isInstalled() && stale().length === 0) return;
  await exclusively(async () => {
    if (!isInstalled()) await installPackages();
    for (const product of stale()) await compile(product);
  });
}

/** Forgets what was compiled and sets up anew. */
export async function rebuild() {
  rmSync(ledger, { force: true });
  await setUp();
}

function stale() {
  const built = readLedger();
  return products.filter(
    ({ name, output, sources }) => built[name] !== fingerprint(sources()) || !existsSync(join(root, output)),
  );
}

async function compile({ name, sources, compile: run }) {
  // Taken before compiling: a file saved meanwhile makes the next run compile again.
  const wanted = fingerprint(sources());
  console.error(`whoflux: compiling ${name}`);
  if ((await run()) !== 0) throw new SetupError(`${name} did not compile`);
  mkdirSync(join(root, "build"), { recursive: true });
  writeFileSync(ledger, JSON.stringify({ ...readLedger(), [name]: wanted }, null, 2));
}

function readLedger() {
  try {
    return JSON.parse(readFileSync(ledger, "utf8"));
  } catch {
    return {};
  }
}
