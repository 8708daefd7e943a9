import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";

/** Paths from the checkout, with forward slashes, and their texts. */
export type Sources = ReadonlyMap<string, string>;

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Reads every file of our own code. */
export function readHouse(): Sources {
  const folders = ["src", "assembly", "test", "bench", "scripts", "fixtures"];
  return new Map(
    folders.flatMap((folder) => filesUnder(folder)).map((path) => [path, readFileSync(`${root}${path}`, "utf8")]),
  );
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(`${root}${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesUnder(path);
    return /\.(?:ts|mjs)$/.test(entry.name) ? [path] : [];
  });
}

/** The code of a file with its comments blanked out, line for line. */
export function withoutComments(text: string): string {
  return text.replaceAll(COMMENT_OR_STRING, (match) => (isComment(match) ? match.replaceAll(/[^\n]/g, " ") : match));
}

/** The code of a file with comments and the insides of strings blanked out. */
export function bareCode(text: string): string {
  return text.replaceAll(COMMENT_OR_STRING, (match) => match.replaceAll(/[^\n"'`]/g, " "));
}

const COMMENT_OR_STRING = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g;

function isComment(match: string): boolean {
  return match.startsWith("//") || match.startsWith("/*");
}

const IMPORT = /^\s*(?:import|export)\b[^;"]*?\bfrom\s*"([^"]+)"|^\s*import\s*"([^"]+)"|\bimport\(\s*"([^"]+)"/gm;

/** What a file imports, statically or lazily, types included: specifiers as written. */
export function importsOf(text: string): readonly string[] {
  return [...withoutComments(text).matchAll(IMPORT)].map((found) => found[1] ?? found[2] ?? found[3] ?? "");
}

/** The path a relative import of `file` leads to. */
export function resolved(file: string, specifier: string): string {
  return posix.join(posix.dirname(file), specifier);
}

/** Whether `file` is one of `rooms`: files, or folders with a trailing slash. */
export function isIn(file: string, rooms: readonly string[]): boolean {
  return rooms.some((room) => (room.endsWith("/") ? file.startsWith(room) : file === room));
}
