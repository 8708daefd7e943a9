import { compileSelection, type SelectionOptions } from "../../src/select/index.ts";

/** The compiled form of options that do select. */
export function compiled(options: SelectionOptions, clock: () => number = () => 0): Uint8Array {
  const filter = compileSelection(options, clock);
  if (filter === null) throw new Error("the options select everything");
  return filter;
}

/** The header of a compiled selection, to read numbers from. */
export function headerOf(filter: Uint8Array): DataView {
  return new DataView(filter.buffer, filter.byteOffset, filter.length);
}
