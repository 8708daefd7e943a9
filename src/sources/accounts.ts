import type { Root } from "./rooted.ts";
import { readInside } from "./small-file.ts";

/** Names and uids of `/etc/passwd` under a root, read when the first one is asked for. */
export class Accounts {
  readonly #root: Root;
  #uids: ReadonlyMap<string, string> | undefined;

  constructor(root: Root) {
    this.#root = root;
  }

  /** The uid of a name; undefined when the file does not know it (it may come from a directory service). */
  uidOf(name: string): string | undefined {
    this.#uids ??= this.#read();
    return this.#uids.get(name);
  }

  /** The name of a uid; undefined likewise. */
  nameOf(uid: string): string | undefined {
    this.#uids ??= this.#read();
    return [...this.#uids].find(([, number]) => number === uid)?.[0];
  }

  #read(): ReadonlyMap<string, string> {
    const uids = new Map<string, string>();
    try {
      const text = readInside(this.#root, "/etc/passwd", MAX_BYTES) ?? "";
      // The first of equal names counts, as for getpwnam(3).
      for (const [, name = "", uid = ""] of text.matchAll(ACCOUNT)) if (!uids.has(name)) uids.set(name, uid);
    } catch {
      // No accounts are known; nobody is logged out by that.
    }
    return uids;
  }
}

/** Some hundred thousand accounts. */
const MAX_BYTES = 16 * 1024 * 1024;
const ACCOUNT = /^([^:\n]+):[^:\n]*:(\d+):/gm;
