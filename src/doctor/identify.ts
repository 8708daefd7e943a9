import { lstatSync } from "node:fs";
import type { Root } from "../sources/rooted.ts";
import { parseOsRelease, type System } from "./os-release.ts";
import { rootBytes } from "./root-bytes.ts";

/** os-release(5), in the order of its manual. */
const releases = ["/etc/os-release", "/usr/lib/os-release"];
/** It has some twenty short lines; more is something else. */
const MOST_BYTES = 64 * 1024;

/** Files that only one system has, for those without an os-release, or whose os-release is made at boot. */
const signs: readonly (readonly [path: string, id: string, name: string])[] = [
  ["/bin/freebsd-version", "freebsd", "FreeBSD"],
  ["/var/log/utx.log", "freebsd", "FreeBSD"],
  ["/var/run/utx.active", "freebsd", "FreeBSD"],
  ["/etc/alpine-release", "alpine", "Alpine Linux"],
  ["/netbsd", "netbsd", "NetBSD"],
  ["/bsd", "openbsd", "OpenBSD"],
  ["/System/Library/CoreServices/SystemVersion.plist", "darwin", "macOS"],
];

/** Tells which system a root holds; undefined when nothing does. `platform`: Node's name of the one we run on. */
export function identify(root: Root, platform: string): System | undefined {
  for (const path of releases) {
    const system = parseOsRelease(rootBytes(root, path, MOST_BYTES));
    if (system !== undefined) return system;
  }
  const sign = signs.find(([path]) => exists(root, path));
  if (sign !== undefined) return { id: sign[1], like: [], name: sign[2] };
  // Linux is many systems.
  return root.isOwn && platform !== "linux" ? { id: platform, like: [], name: platform } : undefined;
}

function exists(root: Root, path: string): boolean {
  try {
    return lstatSync(root.file(path), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
