import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "./paths.mjs";

const lock = join(root, "build", ".lock");
const owner = join(lock, "pid");

/** Milliseconds after which a lock without an owner's name counts as left behind. */
const ANONYMOUS_LIMIT = 5000;

/** Does `work` while no other process of this checkout does any; a lock whose owner is dead is taken over. */
export async function exclusively(work) {
  mkdirSync(dirname(lock), { recursive: true });
  while (!take()) await sleep(100);
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.on("exit", release);
  try {
    return await work();
  } finally {
    process.off("exit", release);
    release();
  }
}

/** Making a folder is atomic on every file system: exactly one process succeeds. */
function take() {
  try {
    mkdirSync(lock);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    if (isAbandoned()) rmSync(lock, { recursive: true, force: true });
    return false;
  }
  writeFileSync(owner, String(process.pid));
  return true;
}

function isAbandoned() {
  try {
    const pid = Number(readFileSync(owner, "utf8"));
    if (pid > 0) process.kill(pid, 0);
    return pid <= 0;
  } catch (error) {
    if (error.code === "ESRCH") return true;
    if (error.code === "EPERM") return false;
    return lockAge() > ANONYMOUS_LIMIT;
  }
}

function lockAge() {
  return Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}
