import type { RecordCells } from "../model/record.ts";

/** Which rows of a login database were told. */
export interface RowsSeen {
  /** The database and its journals as they were: nothing is read while none of it changes. */
  readonly stamp: string;
  /** Nanoseconds since 1970 of the last write to the database. */
  readonly modified: string;
  /** The greatest row number, and the login of that row: another one there means that numbers began anew. */
  readonly lastId: string;
  readonly lastLogin: string;
  /** The latest login of all rows; the least integer while there was none. */
  readonly latest: string;
  /** Numbers of the rows without a logout. */
  readonly openIds: readonly string[];
}

/** What is new in a database. */
export interface NewRows {
  /** Rows in the order of their logins. */
  readonly rows: readonly RecordCells[];
  /** Those among them whose login was told before: only their end is new. */
  readonly told: ReadonlySet<RecordCells>;
  readonly seen: Omit<RowsSeen, "stamp" | "modified">;
}

/** Stands for a login that a row does not have. */
const NO_LOGIN = -(2n ** 63n);

/**
 * The rows that were not told, or whose logout was not. Row numbers only rise, and rotation takes old rows away: a number
 * above the last one is new. Where the table was emptied, numbers begin anew, and the time of login tells instead.
 */
export function newRows(rows: Iterable<RecordCells>, before: RowsSeen | undefined): NewRows {
  const openBefore = new Set(before?.openIds);
  const latestBefore = BigInt(before?.latest ?? NO_LOGIN);
  const lastBefore = BigInt(before?.lastId ?? -1);
  const candidates: RecordCells[] = [];
  const openIds: string[] = [];
  let last = { id: -1n, login: NO_LOGIN };
  let latest = NO_LOGIN;
  let loginOfLast: bigint | undefined;
  for (const row of rows) {
    const id = idOf(row);
    const login = loginOf(row);
    if (id > last.id) last = { id, login };
    if (id === lastBefore) loginOfLast = login;
    if (login > latest) latest = login;
    if (row.logout_time === undefined) openIds.push(String(id));
    if (id > lastBefore || login > latestBefore || openBefore.has(String(id))) candidates.push(row);
  }
  const goesOn = loginOfLast === undefined ? last.id >= lastBefore : String(loginOfLast) === before?.lastLogin;
  const isTold = (row: RecordCells): boolean => goesOn && openBefore.has(String(idOf(row)));
  const isNew = (row: RecordCells): boolean => (goesOn ? idOf(row) > lastBefore : loginOf(row) > latestBefore);
  const fresh = candidates.filter((row) => (isTold(row) ? row.logout_time !== undefined : isNew(row)));
  return {
    rows: fresh,
    told: new Set(fresh.filter(isTold)),
    seen: {
      lastId: String(last.id < lastBefore && goesOn ? lastBefore : last.id),
      lastLogin: String(last.id < lastBefore && goesOn ? (before?.lastLogin ?? NO_LOGIN) : last.login),
      latest: String(latest > latestBefore ? latest : latestBefore),
      openIds,
    },
  };
}

/** Rows of a rotated database that were never told: those with a login behind the latest one known. */
export function laterRows(rows: Iterable<RecordCells>, before: RowsSeen): RecordCells[] {
  return [...rows].filter((row) => loginOf(row) > BigInt(before.latest));
}

function idOf({ id }: RecordCells): bigint {
  return typeof id === "string" && /^-?\d{1,19}$/.test(id) ? BigInt(id) : -1n;
}

function loginOf({ time }: RecordCells): bigint {
  return typeof time === "bigint" ? time : NO_LOGIN;
}
