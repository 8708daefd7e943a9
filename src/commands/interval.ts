import { millisecondsOf } from "../model/duration.ts";
import { WhofluxError } from "../model/error.ts";

/** Milliseconds; below, a snapshot would hardly end before the next begins; above, timers do not reach. */
const LEAST = 100;
const MOST = 24 * 3_600_000;

/** Reads an interval as Telegraf writes them (`10s`, `500ms`, `1m30s`), in milliseconds. Throws E_USAGE. */
export function parseInterval(text: string): number {
  const milliseconds = millisecondsOf(text);
  if (milliseconds !== undefined && milliseconds >= LEAST && milliseconds <= MOST) return milliseconds;
  throw new WhofluxError("E_USAGE", "`--interval` is no time between answers", {
    expected: "100ms to 24h, as in 10s, 500ms, 1m30s",
    found: text,
  });
}
