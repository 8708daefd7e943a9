import type { OptionRow } from "../model/option.ts";

/** What a value has to be: said in one sentence, and tried. */
export interface Rule {
  /** As an error says it behind `expected`: `five or six fields, as in 0 * * * *`. */
  readonly expected: string;
  accepts(text: string): boolean;
}

/**
 * One thing that can be set: by flag (`--influx-url`), by variable (`WHOFLUX_INFLUX_URL`) and in the file (`url` in
 * `[influx]`). Help, documents, the sample and every check come from it.
 */
export interface Setting extends OptionRow {
  /** Section and key in the file, and after `WHOFLUX_`, in capitals, the variable. Absent: a flag only. */
  readonly key?: `${string}.${string}`;
  /** What the value has to be; absent: any text that is not empty. */
  readonly rule?: Rule;
  /** What holds when nobody says anything, as it would be written in the file. */
  readonly standard?: string;
  /** Shown in the sample where there is no standard. */
  readonly example?: string;
  /** Never printed, and no flag, for every user of the machine can see flags. */
  readonly secret?: true;
}
