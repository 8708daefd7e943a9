import { WhofluxError } from "./error.ts";

/** A JSON array; throws E_SOURCE naming `what` for anything else, as all of these do. */
export function list(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw misshapen(what, "a list");
}

/** A JSON object. */
export function object(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw misshapen(what, "an object");
}

/** A JSON string. */
export function text(value: unknown, what: string): string {
  if (typeof value === "string") return value;
  throw misshapen(what, "a text");
}

/** A whole number that is not negative and exact. */
export function whole(value: unknown, what: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw misshapen(what, "a whole number");
}

/** A truth value, as a word. */
export function truth(value: unknown, what: string): "yes" | "no" {
  if (typeof value === "boolean") return value ? "yes" : "no";
  throw misshapen(what, "true or false");
}

function misshapen(what: string, expected: string): WhofluxError {
  return new WhofluxError("E_SOURCE", `the answer's ${what} is not what it should be`, { expected });
}
