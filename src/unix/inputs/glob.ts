import { readdirSync, statSync } from "node:fs";
import { WhofluxError } from "../../model/error.ts";

/** Whether a name holds what a pattern is made of. */
export function isPattern(path: string): boolean {
  return /[*?[]/.test(path);
}

/**
 * The paths that a pattern matches, in byte order.
 *
 * `*` is any run of characters, `?` one, `[a-z]` one of a set, `[!a-z]` one outside it; none crosses a `/`, and a leading
 * dot is matched only by a dot. The end of a pattern matches files and links, not directories, pipes and devices.
 * Directories that are closed to us are in the answer as they are, behind the rest: opening one says what is in the way.
 */
export function expandPattern(pattern: string): string[] {
  const parts = pattern.split("/");
  const closed: string[] = [];
  let found = [parts[0] === "" ? "/" : ""];
  parts.forEach((part, index) => {
    if (part === "") return;
    const wanted = index === parts.length - 1 ? "file" : "any";
    found = found.flatMap((folder) => {
      const step = isPattern(part) ? matches(folder, part, wanted) : named(folder, part);
      closed.push(...step.closed);
      return step.found;
    });
  });
  return [...found, ...closed];
}

interface Step {
  readonly found: readonly string[];
  readonly closed: readonly string[];
}

const nothing: Step = { found: [], closed: [] };

function named(folder: string, name: string): Step {
  const path = join(folder, name);
  try {
    statSync(path);
    return { found: [path], closed: [] };
  } catch (error) {
    return isClosed(error) ? { found: [], closed: [path] } : nothing;
  }
}

function matches(folder: string, pattern: string, wanted: "file" | "any"): Step {
  const expression = toExpression(pattern);
  try {
    const found = readdirSync(folder === "" ? "." : folder, { withFileTypes: true })
      .filter(({ name }) => expression.test(name) && (name.startsWith(".") ? pattern.startsWith(".") : true))
      .filter((entry) => wanted === "any" || entry.isFile() || entry.isSymbolicLink())
      .map((entry) => entry.name)
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .map((name) => join(folder, name));
    return { found, closed: [] };
  } catch (cause) {
    if (isClosed(cause)) return { found: [], closed: [folder === "" ? "." : folder] };
    const code = codeOf(cause);
    if (code === "ENOENT" || code === "ENOTDIR") return nothing;
    throw new WhofluxError("E_SOURCE", "cannot be searched", { path: folder, found: String(code), cause });
  }
}

function isClosed(error: unknown): boolean {
  const code = codeOf(error);
  return code === "EACCES" || code === "EPERM";
}

function codeOf(error: unknown): string | undefined {
  return (error as { code?: string }).code;
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
      return `[${not === "" ? "" : "^"}${withoutTurnedRanges(set).replaceAll(/[\\\]^[]/g, "\\$&")}]`;
    },
  );
  return new RegExp(`^${source}$`, "u");
}

/** A range from a later to an earlier character holds none. */
function withoutTurnedRanges(set: string): string {
  return set.replaceAll(/(.)-(.)/gsu, (range, first: string, last: string) => (first <= last ? range : ""));
}
