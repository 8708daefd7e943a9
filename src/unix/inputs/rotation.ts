/** Where a file stands among the files of its rotated set. */
export interface Place {
  /** The name of the file that is written now: `wtmp` for `wtmp-20260101.gz`. */
  readonly stem: string;
  readonly age: Age;
}

/** Dates are older than numbers (both together mean that the scheme was changed), numbers older than the live file. */
export type Age =
  | { readonly kind: "date"; readonly digits: string }
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "live" };

const compression = /\.(?:gz|xz|zst|bz2|lz4)$/;
const date = String.raw`(\d{4})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])`;
const dated = new RegExp(String.raw`^(.+?)[-._]${date}(?:[-T]?(\d{2,10}))?(\.db)?$`);
const numbered = /^(.+)\.(\d{1,7})$/;

/**
 * Reads a place out of a file's name, ignoring one suffix of compression.
 *
 * `wtmp.2`, `utx.log.0`: numbers, the higher the older; `.0` is the newest where rotation counts from 0.
 * `wtmp-20260101`, `-2026010112` (hour), `-20260101-120000`, `.2026-01-01`, `wtmp_20260101.db`: dates. Else live.
 */
export function placeOf(name: string): Place {
  const bare = name.replace(compression, "");
  const day = dated.exec(bare);
  if (day !== null) {
    const [, stem = "", year = "", month = "", dayOfMonth = "", time = "", ending = ""] = day;
    return { stem: stem + ending, age: { kind: "date", digits: year + month + dayOfMonth + time } };
  }
  const number = numbered.exec(bare);
  if (number !== null) return { stem: number[1] ?? "", age: { kind: "number", number: Number(number[2]) } };
  return { stem: bare, age: { kind: "live" } };
}

const order = { date: 0, number: 1, live: 2 } as const;

/** Sorts ages, oldest first. A date without a time is the start of its day. */
export function compareAges(a: Age, b: Age): number {
  if (a.kind === "date" && b.kind === "date") return a.digits < b.digits ? -1 : a.digits > b.digits ? 1 : 0;
  if (a.kind === "number" && b.kind === "number") return b.number - a.number;
  return order[a.kind] - order[b.kind];
}
