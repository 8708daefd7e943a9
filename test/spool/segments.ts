import { inFolder } from "../kit/databases.ts";
import { hasty, linesOf, numbered, openSpool } from "./spools.ts";

/** A folder with three segments of two appends each, five lines an append; and where each frame begins. */
export function withSegments<Result>(run: (folder: string) => Result): Result {
  return inFolder((folder) => {
    const { spool } = openSpool(folder, { maxBytes: 1600 }, hasty);
    for (let index = 0; index < 6; index++) spool.append([numbered(index * 5, 5, "yyyyyyyyyy")]);
    spool.close();
    return run(folder);
  });
}

/** The lines in it. */
export const all = linesOf(numbered(0, 30, "yyyyyyyyyy"));
