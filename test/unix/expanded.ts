import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expandInputs } from "../../src/unix/inputs.ts";
import { inFolder } from "./open-kit.ts";

/** What became of arguments: files, their sets, and what was said. */
export interface Expanded {
  readonly paths: readonly string[];
  readonly sets: readonly string[];
  readonly notices: readonly string[];
}

/** Expands arguments in a folder that has these files; names in the answer are relative to it. */
export function expand(
  files: readonly string[],
  args: readonly string[],
  prepare?: (folder: string) => void,
): Promise<Expanded> {
  return inFolder((folder) => {
    for (const file of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), file);
    }
    prepare?.(folder);
    const notices: string[] = [];
    const found = expandInputs(
      args.map((argument) => (argument === "-" ? argument : join(folder, argument))),
      (message) => notices.push(message.replaceAll(`${folder}/`, "")),
    );
    const relative = (path: string): string => path.replace(`${folder}/`, "");
    return { paths: found.map(({ path }) => relative(path)), sets: found.map(({ set }) => relative(set)), notices };
  });
}
