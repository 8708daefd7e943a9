import { type BigIntStats, statSync } from "node:fs";
import type { Root } from "../sources/rooted.ts";
import type { Custom } from "./custom.ts";
import type { Names } from "./names.ts";

/** Who asks: the effective user of this process, and all its groups. Undefined where the system has no such numbers. */
export interface Reader {
  readonly uid: number | undefined;
  readonly groups: readonly number[];
}

/** Whose a file is. */
export interface Ownership {
  readonly mode: string;
  readonly owner: string;
  readonly group: string;
}

/** What is in the way of a reader, and what lets him in. */
export interface Barrier {
  readonly problem: string;
  readonly cure: string;
}

const PERMISSIONS = 0o7777n;
const GROUP_READS = 0o040n;
const GROUP_WRITES = 0o020n;

/** Names that are safe in a command, by the rules of useradd(8). */
const plainName = /^[a-z_][a-z0-9_.-]*\$?$/i;

/** Mode and names of who owns a file. */
export function ownershipOf({ mode, uid, gid }: BigIntStats, names: Names): Ownership {
  return {
    mode: (mode & PERMISSIONS).toString(8).padStart(4, "0"),
    owner: names.user(Number(uid)),
    group: names.group(Number(gid)),
  };
}

/** Tells people why a file is closed to them, and who may read it. */
export class Doorman {
  readonly #root: Root;
  readonly #reader: Reader;
  readonly #names: Names;
  readonly #custom: Custom;

  constructor(root: Root, reader: Reader, names: Names, custom: Custom) {
    this.#root = root;
    this.#reader = reader;
    this.#names = names;
    this.#custom = custom;
  }

  /** What keeps the reader from a file that did not open. */
  barrier(path: string): Barrier {
    const stats = this.#statsOf(path);
    if (stats === undefined) return { problem: "is in a directory that may not be entered", cure: "run as root" };
    const { mode, owner, group } = ownershipOf(stats, this.#names);
    return { problem: `may not be read: mode ${mode}, ${owner}:${group}`, cure: this.#cure(stats, group) };
  }

  #cure({ mode, gid: id }: BigIntStats, group: string): string {
    const { uid, groups } = this.#reader;
    const gid = Number(id);
    if (uid === 0) return "root itself is refused: look for a security module, or for a lack of CAP_DAC_READ_SEARCH";
    // Groups of another root are not ours, and root's own opens far too much.
    if (!this.#root.isOwn || uid === undefined || gid === 0 || (mode & GROUP_READS) === 0n) return "run as root";
    const user = this.#names.user(uid);
    if (groups.includes(gid)) return "run as root: the mode would allow it, so an ACL or a security module does not";
    if (!plainName.test(user) || !plainName.test(group)) return "run as root";
    if (this.#names.isMember(user, gid)) return `log in again: ${user} is in group ${group}, but was not at this login`;
    const also = (mode & GROUP_WRITES) === 0n ? "" : ` (which lets ${user} write it, too)`;
    return `${this.#custom.join(group, user)}${also} and log in again, or run as root`;
  }

  #statsOf(path: string): BigIntStats | undefined {
    try {
      return statSync(this.#root.file(path), { bigint: true });
    } catch {
      return undefined;
    }
  }
}
