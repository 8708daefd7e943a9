import { createHash } from "node:crypto";
import { accessSync, constants, mkdirSync, type Stats, statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { WhofluxError } from "../model/error.ts";

/** Who runs, and where: what decides on the place of state. */
export interface Home {
  /** What the environment says; a relative path in it is as good as none. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: "windows" | "unix";
  /** The effective user; absent on Windows. */
  readonly uid?: number;
  /** The machine that is looked at: `/`, or the root of another. */
  readonly root: string;
}

/**
 * Where state lives: where `named` says; else where systemd wants it, in `/var/lib/whoflux` for root, in the user's own
 * folder for state; there, every other root has a folder of its own, so that no machine goes on from another's place.
 */
export function stateDirectory(named: string | undefined, home: Home): string {
  if (named !== undefined) return resolve(named);
  const standard = standardDirectory(home);
  if (home.platform === "windows" || resolve(home.root) === resolve("/")) return standard;
  return join(standard, "roots", createHash("sha256").update(resolve(home.root)).digest("hex").slice(0, 16));
}

function standardDirectory({ environment, platform, uid }: Home): string {
  // systemd may name several, separated by colons.
  const [systemd] = (environment.STATE_DIRECTORY ?? "").split(":");
  if (platform === "unix" && systemd !== undefined && isAbsolute(systemd)) return systemd;
  if (uid === 0) return "/var/lib/whoflux";
  const named = environment[platform === "windows" ? "LOCALAPPDATA" : "XDG_STATE_HOME"] ?? "";
  if (isAbsolute(named)) return join(named, "whoflux");
  const below = platform === "windows" ? ["AppData", "Local"] : [".local", "state"];
  return join(homedir(), ...below, "whoflux");
}

const OTHERS_WRITE = 0o022;

/**
 * Makes a directory for state, for the owner only, and sees that nobody else can put anything there: whoever can decides
 * what was told already. Throws E_USAGE with the cure when it cannot be used.
 */
export function openStateDirectory(path: string, uid: number | undefined): void {
  let stats: Stats;
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    stats = statSync(path);
  } catch (cause) {
    throw refused(path, "the state directory cannot be made", cause);
  }
  if (uid !== undefined) mustBeOwn(path, stats, uid);
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw refused(path, "the state directory cannot be written to", cause);
  }
}

function mustBeOwn(path: string, { uid: owner, mode }: Stats, uid: number): void {
  if (owner !== uid && owner !== 0) {
    throw new WhofluxError("E_USAGE", "the state directory belongs to another user", {
      path,
      expected: `user id ${uid}`,
      found: `${owner}`,
      cure: `run \`chown ${uid}\` on it, or name another with \`--state-directory\``,
    });
  }
  if ((mode & OTHERS_WRITE) === 0) return;
  throw new WhofluxError("E_USAGE", "others can write to the state directory", {
    path,
    found: `mode ${(mode & 0o7777).toString(8).padStart(4, "0")}`,
    cure: "run `chmod go-w` on it, or name another with `--state-directory`",
  });
}

function refused(path: string, problem: string, cause: unknown): WhofluxError {
  const found = cause instanceof Error ? cause.message : String(cause);
  const cure = "name a directory that you may write to with `--state-directory`";
  return new WhofluxError("E_USAGE", problem, { path, found, cure, cause });
}
