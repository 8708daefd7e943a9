import type { Lines } from "./lines.ts";

/** A field of a measurement that a server has with another type. */
export interface Conflict {
  readonly measurement: string;
  readonly field: string;
}

const COMMA_OR_SPACE = /^[, ]/;

/** The lines that may have such a field: every one that has, and perhaps some in whose text it stands. */
export function inConflict(
  lines: Lines,
  indexes: readonly number[],
  { measurement, field }: Conflict,
): readonly number[] {
  return indexes.filter((index) => {
    const line = lines.textOf(index);
    if (!line.startsWith(measurement) || !COMMA_OR_SPACE.test(line.slice(measurement.length))) return false;
    return line.includes(` ${field}=`) || line.includes(`,${field}=`);
  });
}
