import { recordTypes } from "../../src/model/record.ts";
import type { SelectionOptions } from "../../src/select/index.ts";
import type { Condition, Selection, Wanted } from "./oracle.ts";

/** Writes a selection down as the option values that somebody would type. */
export function written(selection: Selection): SelectionOptions {
  return {
    since: selection.since === undefined ? undefined : micros(selection.since),
    until: selection.until === undefined ? undefined : micros(selection.until),
    type: selection.types.map(({ unwanted, type }) => mark(unwanted) + (recordTypes[type] ?? type)),
    user: selection.user.map(conditionText),
    line: selection.line.map(conditionText),
    from: selection.from.map(conditionText),
  };
}

/** IPv4 with dots, IPv6 as eight groups. */
export function addressText(value: bigint, family: 4 | 6): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join(".");
  return Array.from({ length: 8 }, (_, at) => ((value >> BigInt(112 - at * 16)) & 0xffffn).toString(16)).join(":");
}

function micros(time: bigint): string {
  const digits = (time < 0n ? -time : time).toString().padStart(7, "0");
  return `@${time < 0n ? "-" : ""}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

function conditionText(condition: Condition): string {
  if ("steps" in condition) return mark(condition.unwanted) + condition.steps.map(stepText).join("");
  return `${mark(condition.unwanted)}${addressText(condition.network, condition.family)}/${condition.prefix}`;
}

function stepText(step: Wanted): string {
  if ("wild" in step) return step.wild;
  return Array.from(step.bytes, (byte) =>
    /[a-z0-9.:]/i.test(String.fromCharCode(byte)) && byte < 0x80
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, "0")}`,
  ).join("");
}

function mark(unwanted: boolean): string {
  return unwanted ? "!" : "";
}
