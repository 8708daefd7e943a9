import { WhofluxError } from "../model/error.ts";

/** The error of an option value that breaks a rule: what was expected, what was found, and how to write it instead. */
export function usageError(option: string, expected: string, value: string, cure?: string): WhofluxError {
  const facts = { path: option, expected, found: `"${value}"` };
  return new WhofluxError("E_USAGE", "not a valid value", cure === undefined ? facts : { ...facts, cure });
}
