import { escapeText } from "../../src/model/escape.ts";
import type { TestRow } from "./rows.ts";

/** A step of a pattern as a person thinks of it: a wildcard, or units of text as the visible escape shows them. */
export type Wanted = { readonly wild: "?" | "*" } | { readonly bytes: Uint8Array };

/** One value of an option, before it is written down. */
export type Condition =
  | { readonly unwanted: boolean; readonly steps: readonly Wanted[] }
  | { readonly unwanted: boolean; readonly network: bigint; readonly prefix: number; readonly family: 4 | 6 };

/** A selection, before it is written down as option values. */
export interface Selection {
  readonly since?: bigint | undefined;
  readonly until?: bigint | undefined;
  readonly types: readonly { readonly unwanted: boolean; readonly type: number }[];
  readonly user: readonly Condition[];
  readonly line: readonly Condition[];
  readonly from: readonly Condition[];
}

/** An address as a number in its family; IPv4-mapped ones are IPv4. */
export interface Numeric {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** The number of 4 or 16 bytes in network order. */
export function numeric(bytes: Uint8Array): Numeric {
  const value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  if (bytes.length === 4) return { family: 4, value };
  return value >> 32n === 0xffffn ? { family: 4, value: value & 0xffff_ffffn } : { family: 6, value };
}

/**
 * Whether a row is selected, by the words of the documentation alone: slow, and without any of the compiled form.
 * `hostAddress` is what the host text says when it is an address.
 */
export function isSelected(selection: Selection, row: TestRow, hostAddress: Numeric | undefined): boolean {
  const { since, until } = selection;
  if ((since !== undefined || until !== undefined) && row.time === undefined) return false;
  if (since !== undefined && (row.time ?? 0n) < since) return false;
  if (until !== undefined && (row.time ?? 0n) > until) return false;
  if (!agree(selection.types, ({ type }) => row.type === BigInt(type))) return false;
  if (!agree(selection.user, (condition) => textFits(condition, row.user, "exact"))) return false;
  if (!agree(selection.line, (condition) => textFits(condition, row.line, "exact"))) return false;
  const addresses = [row.addr === undefined ? undefined : numeric(row.addr), hostAddress];
  return agree(selection.from, (condition) =>
    "network" in condition
      ? addresses.some((address) => address !== undefined && isInside(condition, address))
      : textFits(condition, row.host, "folded"),
  );
}

function agree<C extends { readonly unwanted: boolean }>(
  conditions: readonly C[],
  fits: (condition: C) => boolean,
): boolean {
  const wanted = conditions.filter((condition) => !condition.unwanted);
  const unwanted = conditions.filter((condition) => condition.unwanted);
  return !unwanted.some(fits) && (wanted.length === 0 || wanted.some(fits));
}

function isInside(condition: { network: bigint; prefix: number; family: 4 | 6 }, address: Numeric): boolean {
  const free = BigInt((condition.family === 4 ? 32 : 128) - condition.prefix);
  return condition.family === address.family && condition.network >> free === address.value >> free;
}

function textFits(condition: Condition, text: Uint8Array | undefined, letters: "exact" | "folded"): boolean {
  if (text === undefined || !("steps" in condition)) return false;
  const fold = (unit: string): string => (letters === "folded" && /^[A-Z]$/.test(unit) ? unit.toLowerCase() : unit);
  const have = units(text).map(fold);
  const want = joined(condition.steps).flatMap((step): Unit[] =>
    "wild" in step ? [step] : units(step.bytes).map(fold),
  );
  return globFits(want, have);
}

//  Neighbouring literals are one text: their bytes may make one character.
function joined(steps: readonly Wanted[]): Wanted[] {
  const result: Wanted[] = [];
  for (const step of steps) {
    const last = result.at(-1);
    if ("bytes" in step && last !== undefined && "bytes" in last) {
      result[result.length - 1] = { bytes: Buffer.concat([last.bytes, step.bytes]) };
    } else {
      result.push(step);
    }
  }
  return result;
}

function units(bytes: Uint8Array): string[] {
  return escapeText(bytes).match(/\\x[0-9a-f]{2}|\\u\{[0-9a-f]+\}|./gsu) ?? [];
}

type Unit = string | { readonly wild: "?" | "*" };

/** All positions that the pattern can have reached, step by step. */
function globFits(want: readonly Unit[], have: readonly string[]): boolean {
  let reached = new Set([0]);
  for (const step of want) {
    const next = new Set<number>();
    for (const at of reached) {
      if (typeof step !== "string" && step.wild === "*") {
        for (let to = at; to <= have.length; to++) next.add(to);
      } else if (at < have.length && (typeof step !== "string" || have[at] === step)) {
        next.add(at + 1);
      }
    }
    reached = next;
  }
  return reached.has(have.length);
}
