import type { OptionRow } from "../model/option.ts";

/** What a value has to be: said in one sentence, and tried. */
export interface Rule {
  /** As an error says it behind `expected`: `five or six fields, as in 0 * * * *`. */
  readonly expected: string;
  accepts(text: string): boolean;
}

/**
 * What of a value is not for everybody's eyes. `value`: all of it, always; `user-info`: what stands before the @ of a URL;
 * `misplaced`: what is refused, for a secret that stands where the name of its file belongs is no file.
 */
export type Secrecy = "value" | "user-info" | "misplaced";

/**
 * One thing that can be set: by flag (`--influx-url`), by variable (`WHOFLUX_INFLUX_URL`) and in the file (`url` in
 * `[influx]`). Help, documents, the sample and every check come from it. Without `value` it is a switch; `repeatable`
 * ones are lists, which are arrays in the file and text with commas in variables.
 */
export interface Setting extends OptionRow {
  /** Section and key in the file, and after `WHOFLUX_`, in capitals, the variable. */
  readonly key: `${string}.${string}`;
  /** What the value has to be, and each value of a list; absent: any text that is not empty. */
  readonly rule?: Rule;
  /** What holds when nobody says anything, as it would be written in the file. */
  readonly standard?: string;
  /** Shown in the sample where there is no standard. */
  readonly example?: string;
  readonly secret?: Secrecy;
  /** There is no flag, for every user of a machine can see flags. */
  readonly isWithoutFlag?: true;
}

/** The rows that a command's option table gets from settings: those that have a flag. */
export function flagsOf(settings: readonly Setting[]): readonly OptionRow[] {
  return settings.filter(({ isWithoutFlag }) => isWithoutFlag === undefined);
}

/** The variable of a setting: `WHOFLUX_INFLUX_URL`. */
export function variableOf({ key }: Pick<Setting, "key">): string {
  return `WHOFLUX_${key.replace(".", "_").toUpperCase()}`;
}

/** The section and the name in it of a setting: `influx`, `url`. */
export function placeOf({ key }: { readonly key: string }): readonly [section: string, name: string] {
  const dot = key.indexOf(".");
  return [key.slice(0, dot), key.slice(dot + 1)];
}
