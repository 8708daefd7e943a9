const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const parts = /(\d{1,9}(?:\.\d{1,9})?)(ms|[smhd])/g;

/** Reads a time as Telegraf and Prometheus write them (`10s`, `500ms`, `1m30s`, `30d`), in milliseconds; undefined when it is none. */
export function millisecondsOf(text: string): number | undefined {
  const found = [...text.matchAll(parts)];
  if (found.length === 0 || found.map(([part]) => part).join("") !== text) return undefined;
  return found.reduce((sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units], 0);
}
