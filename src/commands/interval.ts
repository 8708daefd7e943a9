import { WhofluxError } from "../model/error.ts";

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;
/** Below, a snapshot would hardly end before the next begins; above, timers do not reach. */
const LEAST = 100;
const MOST = 24 * units.h;

/** Reads an interval as Telegraf writes them (`10s`, `500ms`, `1m30s`), in milliseconds. Throws E_USAGE. */
export function parseInterval(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[smh])/g)];
  const milliseconds = parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units],
    0,
  );
  const isWhole = parts.map(([part]) => part).join("") === text;
  if (isWhole && milliseconds >= LEAST && milliseconds <= MOST) return milliseconds;
  throw new WhofluxError("E_USAGE", "`--interval` is no time between answers", {
    expected: "100ms to 24h, as in 10s, 500ms, 1m30s",
    found: text,
  });
}
