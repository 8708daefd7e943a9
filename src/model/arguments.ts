/** What a command was told, on its command line or elsewhere: switches by name, values by name, and the rest. */
export interface Arguments {
  readonly switches: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
}
