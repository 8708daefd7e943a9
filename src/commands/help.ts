import type { OptionRow } from "../model/option.ts";

const FLAG_WIDTH = 22;

/** The help of one command: usage, options, examples. */
export function renderHelp(usage: string, options: readonly OptionRow[], notes: string): string {
  return `usage: ${usage}\n\n${options.map(renderOption).join("")}\n${notes}`;
}

function renderOption({ name, short, value, help }: OptionRow): string {
  const flag = `${short === undefined ? "   " : `-${short},`} --${name}${value === undefined ? "" : ` ${value}`}`;
  const indent = " ".repeat(FLAG_WIDTH + 4);
  return flag.length > FLAG_WIDTH ? `  ${flag}\n${indent}${help}\n` : `  ${flag.padEnd(FLAG_WIDTH)}  ${help}\n`;
}
