/** One row of a command's option table: flag, help and README come from it. */
export interface OptionRow {
  /** Without the dashes. */
  readonly name: string;
  /** One letter, without the dash. */
  readonly short?: string;
  /** What the value is, in capitals; without it the option is a switch. */
  readonly value?: string;
  /** May be given more than once; the values are alternatives. */
  readonly repeatable?: true;
  /** One sentence for the help, without full stop. */
  readonly help: string;
}
