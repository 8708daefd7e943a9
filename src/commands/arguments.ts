import { parseArgs } from "node:util";
import type { Arguments } from "../model/arguments.ts";
import { WhofluxError } from "../model/error.ts";
import type { OptionRow } from "../model/option.ts";

/** An option as it was written: `-f csv`, `--format=csv`. */
interface Given {
  /** With its dashes. */
  readonly rawName: string;
  readonly value?: string | undefined;
  /** The value stands in the same word, behind `=` or a letter. */
  readonly inlineValue?: boolean | undefined;
}

/**
 * Reads a command line by an option table. Throws E_USAGE for what the table does not have.
 *
 * A value may begin with a dash and a digit (`--since -7d`); with another dash, only behind `=`: it is taken for an
 * option whose value was forgotten.
 */
export function parseArguments(rows: readonly OptionRow[], args: readonly string[]): Arguments {
  const switches = new Set<string>();
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  for (const token of tokensOf(rows, args)) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const row = rows.find(({ name }) => name === token.name);
    if (row === undefined) throw unknownOption(token.rawName);
    if (row.value === undefined) switches.add(switched(row, token));
    else values.set(row.name, [...(values.get(row.name) ?? []), given(row.value, token)]);
  }
  for (const { name, repeatable } of rows) {
    const times = values.get(name)?.length ?? 0;
    if (repeatable !== undefined || times <= 1) continue;
    throw new WhofluxError("E_USAGE", `\`--${name}\` is given ${times} times`, { expected: "once" });
  }
  return { switches, values, operands };
}

/** Node cuts the words; being strict, and its sentences of several lines, are left to us. */
function tokensOf(rows: readonly OptionRow[], args: readonly string[]) {
  const options = Object.fromEntries(
    rows.map(({ name, short, value }) => {
      const type = value === undefined ? ("boolean" as const) : ("string" as const);
      return [name, { type, multiple: true, ...(short === undefined ? {} : { short }) }];
    }),
  );
  return parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true }).tokens;
}

function unknownOption(name: string): WhofluxError {
  return new WhofluxError("E_USAGE", `unknown option \`${name}\``, { cure: "`--help` lists the options" });
}

function switched({ name }: OptionRow, { rawName, value }: Given): string {
  if (value === undefined) return name;
  throw new WhofluxError("E_USAGE", `\`${rawName}\` takes no value`, { found: value });
}

function given(expected: string, { rawName, value, inlineValue }: Given): string {
  if (value === undefined) throw new WhofluxError("E_USAGE", `\`${rawName}\` has no value`, { expected });
  if (inlineValue || !/^-[^\d]/.test(value)) return value;
  const cure = `if that is the value, write \`${rawName}${rawName.startsWith("--") ? "=" : ""}${value}\``;
  throw new WhofluxError("E_USAGE", `\`${rawName}\` has no value`, { expected, found: value, cure });
}
