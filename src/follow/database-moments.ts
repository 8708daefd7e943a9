import { type RecordCells, recordTypes } from "../model/record.ts";
import { momentsOf } from "../pair/moments.ts";
import type { NewRows } from "./rows-seen.ts";

/** By which the last moment that was told is found again among those of the same rows, and more that came since. */
export interface LastMoment {
  /** Printable ASCII. */
  readonly key: string;
  /** Microseconds since 1970, as decimal digits. */
  readonly time: string;
}

/** What happened in rows, in the order of time, without the logins that were told. */
export type Moments = Pick<NewRows, "rows" | "told">;

/** The moment as the one to go on behind. */
export function lastMoment({ type, id, time }: RecordCells): LastMoment {
  return { key: `${type} ${id}`, time: String(time ?? 0) };
}

/** The moments behind `last`; when its row is gone since, those after its time. */
export async function* momentsBehind(moments: Moments, last: LastMoment | undefined): AsyncGenerator<RecordCells> {
  let isBehind = last === undefined;
  const isThere = last !== undefined && (await holds(moments, last.key));
  for await (const moment of untold(moments)) {
    const isPassed =
      !isThere && last !== undefined && typeof moment.time === "bigint" && moment.time > BigInt(last.time);
    if (isBehind || isPassed) yield moment;
    else isBehind = lastMoment(moment).key === last?.key;
  }
}

async function holds(moments: Moments, key: string): Promise<boolean> {
  for await (const moment of untold(moments)) if (lastMoment(moment).key === key) return true;
  return false;
}

const beginnings = ["USER_PROCESS", "BOOT_TIME"].map((type) => (recordTypes as readonly string[]).indexOf(type));

async function* untold({ rows, told }: Moments): AsyncGenerator<RecordCells> {
  const known = new Set([...told].map(({ id, time }) => `${id}@${time}`));
  const passed = new Set<string>();
  for await (const moment of momentsOf(rows)) {
    // A row that stands in two databases, for it is being moved, is one; and what to go on behind is there once.
    const { key } = lastMoment(moment);
    if (passed.has(key)) continue;
    passed.add(key);
    if (!known.has(String(moment.id)) || !beginnings.includes(Number(moment.type))) yield moment;
  }
}
