import { type ParseArgsConfig, parseArgs } from "node:util";
import { WhofluxError } from "../model/error.ts";
import type { OptionRow } from "../model/option.ts";

/** What a command line says: switches by name, values by name, and the rest. */
export interface Arguments {
  readonly switches: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
}

/** Reads a command line by an option table. Throws E_USAGE for what the table does not have. */
export function parseArguments(options: readonly OptionRow[], args: readonly string[]): Arguments {
  const config: NonNullable<ParseArgsConfig["options"]> = {};
  for (const { name, short, value } of options) {
    const type = value === undefined ? "boolean" : "string";
    config[name] = { type, multiple: true, ...(short === undefined ? {} : { short }) };
  }
  const switches = new Set<string>();
  const values = new Map<string, readonly string[]>();
  const parsed = parse([...args], config);
  for (const { name, value, repeatable } of options) {
    const given = (parsed.values[name] ?? []) as (string | boolean)[];
    if (given.length === 0) continue;
    if (value === undefined) switches.add(name);
    else values.set(name, given.map(String));
    if (value !== undefined && repeatable === undefined && given.length > 1) {
      throw new WhofluxError("E_USAGE", `\`--${name}\` is given ${given.length} times`, { expected: "once" });
    }
  }
  return { switches, values, operands: parsed.positionals };
}

function parse(args: string[], options: NonNullable<ParseArgsConfig["options"]>): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's own sentences name the option and the rule; only their first letter and full stop differ from ours.
    const [sentence = ""] = (error as Error).message.split(". ");
    const text = `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`.replace(/\.$/, "");
    throw new WhofluxError("E_USAGE", text, { cure: "`whoflux read --help` lists the options" });
  }
}
