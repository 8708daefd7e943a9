import { parse, TomlError } from "smol-toml";
import { WhofluxError } from "../model/error.ts";

/** The text of a configuration file. */
export interface FileText {
  /** As it is shown: a path, or `standard input`. */
  readonly path: string;
  readonly text: string;
}

/** What TOML holds, by name. Throws E_USAGE with line and column; no line of the file is shown, for it may be a secret's. */
export function parseToml({ path, text }: FileText): Readonly<Record<string, unknown>> {
  try {
    return parse(text.replace(/^\uFEFF/, ""), { integersAsBigInt: "asNeeded", maxDepth: 20 });
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw new WhofluxError("E_USAGE", "no TOML", { path, cause });
    const [sentence = ""] = cause.message.replace("Invalid TOML document: ", "").split("\n");
    throw new WhofluxError("E_USAGE", `line ${cause.line}, column ${cause.column}: no TOML`, {
      path,
      found: sentence,
    });
  }
}

/** What a value of TOML is, in words. */
export function natureOf(value: unknown): string {
  if (typeof value === "string") return "text";
  if (typeof value === "number" || typeof value === "bigint") return "a number";
  if (typeof value === "boolean") return "true or false";
  if (Array.isArray(value)) return "a list";
  return value instanceof Date ? "a date or a time of day" : "a table";
}
