import type { Arguments } from "../model/arguments.ts";
import { millisecondsOf } from "../model/duration.ts";
import { WhofluxError } from "../model/error.ts";
import type { FollowStart } from "../model/follow-start.ts";

/** Where `--backfill` begins, by the clock `now` in milliseconds since 1970. Throws E_USAGE for what is no beginning. */
export function startOf({ values }: Arguments, now: number): FollowStart {
  const text = values.get("backfill")?.[0] ?? "none";
  if (text === "none") return "now";
  if (text === "all") return "all";
  const back = millisecondsOf(text);
  if (back !== undefined) return { since: BigInt(Math.round(now - back)) * 1000n };
  throw new WhofluxError("E_USAGE", "`--backfill` is no beginning", {
    expected: "none, all, or a time as in 30d",
    found: text,
  });
}
