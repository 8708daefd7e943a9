import { recordTypes } from "../model/record.ts";
import { usageError } from "./usage.ts";

/** The bit of every type that has no name, absent ones included. */
const NAMELESS = 63n;

const ALL = 2n ** 64n - 1n;

/**
 * Reads the values of `--type`, names in any case or numbers of the vocabulary, `!` before unwanted ones: bit n is set
 * when type n is to be kept. Undefined when there is no value; throws E_USAGE for a type that does not exist.
 */
export function parseTypes(values: readonly string[]): bigint | undefined {
  if (values.length === 0) return undefined;
  const wanted = values.filter((value) => !value.startsWith("!"));
  const unwanted = values.filter((value) => value.startsWith("!"));
  const kept = wanted.length === 0 ? ALL : bits(wanted);
  return kept & ~bits(unwanted.map((value) => value.slice(1)));
}

function bits(values: readonly string[]): bigint {
  return values.reduce((mask, value) => mask | (1n << BigInt(typeNumber(value))), 0n);
}

function typeNumber(value: string): number {
  const name = value.trim().toUpperCase().replaceAll("-", "_");
  const type = recordTypes.findIndex((known, number) => known === name || String(number) === name);
  if (type >= 0 && type < NAMELESS) return type;
  throw usageError("--type", `one of ${recordTypes.join(", ")} or its number, 0 to ${recordTypes.length - 1}`, value);
}
