import type { IncomingHttpHeaders } from "node:http";

/** Longest wait, in milliseconds, that a server can ask for. */
const LONGEST = 3_600_000;

/**
 * Milliseconds that an answer asks to wait: `Retry-After` in seconds, or a moment, which is compared with the server's own
 * clock in `Date`. Undefined for none, and for what cannot be read; an hour at most.
 */
export function retryAfter(headers: IncomingHttpHeaders): number | undefined {
  const asked = headers["retry-after"]?.trim();
  if (asked === undefined || asked === "") return undefined;
  if (/^\d+(?:\.\d+)?$/.test(asked)) return Math.min(Math.ceil(Number(asked) * 1000), LONGEST);
  const wait = Date.parse(asked) - Date.parse(headers.date ?? "");
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST);
}
