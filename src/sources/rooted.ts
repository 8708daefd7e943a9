import { lstatSync, readlinkSync } from "node:fs";
import { WhofluxError } from "../model/error.ts";

/** As many as the kernel follows. */
const MAX_LINKS = 40;

/**
 * A root file system: this machine's own, or another's that is mounted somewhere. Absolute links of another machine lead
 * to its own files there, not to ours: every link on the way is resolved inside.
 */
export class Root {
  /** Whether this is the system we run on: then processes can be asked, and links are followed by the kernel. */
  readonly isOwn: boolean;
  readonly #base: string;
  readonly #directories = new Map<string, readonly string[]>();

  constructor(directory: string) {
    this.#base = directory.replace(/\/+$/, "");
    this.isOwn = this.#base === "";
  }

  /**
   * Where an absolute path inside this root is for us, free of links that lead out of it. Throws E_SOURCE when links go
   * round in circles; what does not exist is said by whoever opens it.
   */
  file(path: string): string {
    if (this.isOwn) return path;
    const cut = path.lastIndexOf("/");
    return this.#join(this.#walk(this.#directory(path.slice(0, cut)), path.slice(cut + 1)));
  }

  /** The same, but a link that `path` itself may be is left as it is. */
  entry(path: string): string {
    if (this.isOwn) return path;
    const cut = path.lastIndexOf("/");
    return this.#join([...this.#directory(path.slice(0, cut)), path.slice(cut + 1)]);
  }

  /** Where a directory is. Asked once: thousands of paths lie in a few directories. */
  #directory(path: string): readonly string[] {
    if (path === "") return [];
    const known = this.#directories.get(path);
    if (known !== undefined) return known;
    const cut = path.lastIndexOf("/");
    const found = this.#walk(this.#directory(path.slice(0, cut)), path.slice(cut + 1));
    this.#directories.set(path, found);
    return found;
  }

  /** Goes one step from a place that is free of links, and on through the links that it meets. */
  #walk(from: readonly string[], step: string): readonly string[] {
    let done = [...from];
    const ahead = partsOf(step);
    let links = 0;
    for (let part = ahead.pop(); part !== undefined; part = ahead.pop()) {
      if (part === "..") {
        done.pop();
        continue;
      }
      const target = linkAt(this.#join([...done, part]));
      if (target === undefined) {
        done.push(part);
        continue;
      }
      links += 1;
      if (links > MAX_LINKS) {
        throw new WhofluxError("E_SOURCE", "too many symbolic links", { path: `/${[...from, step].join("/")}` });
      }
      if (target.startsWith("/")) done = [];
      ahead.push(...partsOf(target));
    }
    return done;
  }

  #join(parts: readonly string[]): string {
    return `${this.#base}/${parts.join("/")}`;
  }
}

/** The names in a path, the last one first. */
function partsOf(path: string): string[] {
  return path
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .reverse();
}

/** Where the link at `path` leads; undefined when it is none, or cannot be asked. */
function linkAt(path: string): string | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(path) : undefined;
  } catch {
    return undefined;
  }
}
