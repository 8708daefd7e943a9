const units: Readonly<Record<string, number>> = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 };

/** Reads a size (`256MiB`, `1GiB`, `1048576`), in bytes; undefined when it is none. */
export function bytesOf(text: string): number | undefined {
  const [, count, unit = "B"] = /^(\d{1,15})([KMGT]iB|B)?$/.exec(text) ?? [];
  const bytes = Number(count) * (units[unit] ?? Number.NaN);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}
