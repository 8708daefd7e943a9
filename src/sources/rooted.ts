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

  constructor(directory: string) {
    this.#base = directory.replace(/\/+$/, "");
    this.isOwn = this.#base === "";
  }

  /**
   * Where an absolute path inside this root is for us, free of links that lead out of it. Throws E_SOURCE when links go
   * round in circles; what does not exist is said by whoever opens it.
   */
  file(path: string): string {
    return this.isOwn ? path : this.#join(this.#resolve(path));
  }

  /** The same, but a link that `path` itself may be is left as it is. */
  entry(path: string): string {
    if (this.isOwn) return path;
    const cut = path.lastIndexOf("/");
    return this.#join([...this.#resolve(path.slice(0, cut)), path.slice(cut + 1)]);
  }

  #resolve(path: string): string[] {
    let done: string[] = [];
    const ahead = partsOf(path).reverse();
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
      if (links > MAX_LINKS) throw new WhofluxError("E_SOURCE", "too many symbolic links", { path });
      if (target.startsWith("/")) done = [];
      ahead.push(...partsOf(target).reverse());
    }
    return done;
  }

  #join(parts: readonly string[]): string {
    return `${this.#base}/${parts.join("/")}`;
  }
}

function partsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}

/** Where the link at `path` leads; undefined when it is none, or cannot be asked. */
function linkAt(path: string): string | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(path) : undefined;
  } catch {
    return undefined;
  }
}
