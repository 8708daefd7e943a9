import { say } from "../log.ts";
import type { WhofluxError } from "../model/error.ts";

/** A file that is no configuration at all may have a problem in every line. */
const MOST = 50;

/** Says every problem but the last, which it throws, so that each is told once; without problems nothing happens. */
export function refuseAll(problems: readonly WhofluxError[]): void {
  const told = problems.slice(0, MOST);
  const last = told.pop();
  if (last === undefined) return;
  for (const problem of told) say(problem.message);
  if (problems.length > MOST) say(`${problems.length - MOST} more problems like these`);
  throw last;
}
