import type { Rule, Setting } from "../../src/config/setting.ts";
import type { Arguments } from "../../src/model/arguments.ts";

/** Short words of letters only. */
export const letters: Rule = { expected: "up to nine letters", accepts: (text) => /^[a-z]{1,9}$/.test(text) };

/** Settings of every kind, small enough to reason about. */
export const settings = [
  { key: "one.text", name: "text", value: "TEXT", help: "a text", rule: letters },
  { key: "one.standard", name: "standard", value: "TEXT", help: "a text", rule: letters, standard: "usual" },
  {
    key: "one.secret",
    name: "one-secret",
    value: "TEXT",
    help: "a secret",
    rule: letters,
    secret: "value",
    isWithoutFlag: true,
  },
  { key: "two.list", name: "list", value: "NAME,…", repeatable: true, help: "a list", rule: letters },
  { key: "two.many_names", name: "many", value: "NAME", repeatable: true, help: "a list that flags do not cut" },
  { key: "two.switch", name: "switch", help: "a switch", standard: "false" },
] as const satisfies readonly Setting[];

/** A command line on which nothing, or little, was said. */
export function flags(
  values: Readonly<Record<string, readonly string[]>> = {},
  ...switches: readonly string[]
): Arguments {
  return { switches: new Set(switches), values: new Map(Object.entries(values)), operands: [] };
}
