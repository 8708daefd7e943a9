import { WhofluxError } from "../model/error.ts";
import { readText, reasonOf } from "./read-text.ts";
import { secret as rule } from "./rules.ts";

const MOST_BYTES = 64 * 1024;

/** A secret out of a file. */
export interface Secret {
  readonly text: string;
  /** Every user of the machine can read it too; not told on Windows, where a file's mode says nothing. */
  readonly isOpenToAll: boolean;
}

/** Reads a secret: the first line of a file. Throws E_USAGE that names `where` it was said, and shows neither path nor contents. */
export function secretIn(path: string, where: string): Secret {
  const { text, isOpenToAll } = opened(path, where);
  const [line = ""] = text.split("\n", 1);
  const secret = line.replace(/\r$/, "");
  if (secret !== "" && rule.accepts(secret)) return { text: secret, isOpenToAll };
  throw new WhofluxError("E_USAGE", "its file holds no secret", {
    path: where,
    expected: rule.expected,
    found: secret === "" ? "an empty first line" : "something else",
  });
}

function opened(path: string, where: string) {
  try {
    return readText(path, MOST_BYTES);
  } catch (cause) {
    throw new WhofluxError("E_USAGE", "its file cannot be read", { path: where, found: reasonOf(cause) });
  }
}
