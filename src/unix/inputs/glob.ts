import { existsSync, readdirSync } from "node:fs";
import { WhofluxError } from "../../model/error.ts";

/** Whether a name holds what a pattern is made of. */
export function isPattern(path: string): boolean {
  return /[*?[]/.test(path);
}

/**
 * The paths that a pattern matches, in byte order.
 *
 * `*` is any run of characters, `?` one, `[a-z]` one of a set, `[!a-z]` one outside it; none crosses a `/`, and a leading
 * dot is matched only by a dot. Directories match only in the middle of a path. Throws E_SOURCE when a directory to be
 * searched is closed to us.
 */
export function expandPattern(pattern: string): string[] {
  const parts = pattern.split("/");
  let found = [parts[0] === "" ? "/" : ""];
  parts.forEach((part, index) => {
    if (part === "") return;
    const wanted = index === parts.length - 1 ? "file" : "any";
    found = found.flatMap((folder) => (isPattern(part) ? matches(folder, part, wanted) : named(folder, part)));
  });
  return found;
}

function named(folder: string, name: string): string[] {
  const path = join(folder, name);
  return existsSync(path) ? [path] : [];
}

function matches(folder: string, pattern: string, wanted: "file" | "any"): string[] {
  const expression = toExpression(pattern);
  return entriesOf(folder)
    .filter((entry) => expression.test(entry.name) && (entry.name.startsWith(".") ? pattern.startsWith(".") : true))
    .filter((entry) => wanted === "any" || !entry.isDirectory())
    .map((entry) => entry.name)
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map((name) => join(folder, name));
}

function entriesOf(folder: string): ReturnType<typeof list> {
  try {
    return list(folder === "" ? "." : folder);
  } catch (cause) {
    const code = (cause as { code?: string }).code;
    if (code === "ENOENT" || code === "ENOTDIR") return [];
    throw new WhofluxError("E_SOURCE", "may not be searched", { path: folder, cure: "run as root", cause });
  }
}

function list(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}

function join(folder: string, name: string): string {
  return folder === "" || folder.endsWith("/") ? `${folder}${name}` : `${folder}/${name}`;
}

/** A set that is not closed is a bracket. */
function toExpression(pattern: string): RegExp {
  const source = pattern.replaceAll(
    /\*+|\?|\[(!?)(\]?[^\]]*)\]|[\\^$.|+(){}[\]]/g,
    (token, not: string, set: string) => {
      if (token.startsWith("*")) return "[^]*";
      if (token === "?") return "[^]";
      if (set === undefined) return `\\${token}`;
      return `[${not === "" ? "" : "^"}${set.replaceAll(/[\\\]^[]/g, "\\$&")}]`;
    },
  );
  return new RegExp(`^${source}$`, "u");
}
