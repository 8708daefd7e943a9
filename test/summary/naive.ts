import { formatAddress } from "../../src/model/address-text.ts";
import type { FileNature } from "../../src/model/file-nature.ts";
import type { RecordType } from "../../src/model/record.ts";
import { type CountedBy, countedBy } from "../../src/summary/login-counts.ts";

/** A record as the tests make it: what counting looks at. */
export interface LoginRow {
  readonly type?: RecordType;
  readonly user?: Uint8Array;
  readonly line?: Uint8Array;
  readonly host?: Uint8Array;
  readonly addr?: Uint8Array;
  readonly time?: bigint;
  readonly count?: number;
}

/** Records of one file. */
export interface LoginFile {
  readonly nature: FileNature["nature"];
  readonly rows: readonly LoginRow[];
}

/** Counts of one value. */
export interface NaiveTally {
  succeeded: number;
  failed: number;
  first: bigint | undefined;
  last: bigint | undefined;
}

/** Everything counted; values as Latin-1, a character a byte. */
export interface NaiveCounts {
  readonly total: NaiveTally;
  readonly by: Readonly<Record<CountedBy, ReadonlyMap<string, NaiveTally>>>;
}

const KEY_BYTES = 80;
const HOUR = 3_600_000_000n;

/** Counts logins the plain way: a map for each thing to count by, rules written down from the help of `--as summary`. */
export function naiveCounts(files: readonly LoginFile[]): NaiveCounts {
  const none = (): NaiveTally => ({ succeeded: 0, failed: 0, first: undefined, last: undefined });
  const total = none();
  const maps = new Map(countedBy.map((by) => [by, new Map<string, NaiveTally>()]));
  for (const { nature, rows } of files) {
    for (const row of rows) {
      const { succeeded, failed } = worth(nature, row);
      if (succeeded + failed === 0) continue;
      add(total, succeeded, failed, row.time);
      for (const [by, map] of maps) {
        const value = keyOf(by, row);
        if (value === undefined) continue;
        const tally = map.get(value) ?? none();
        map.set(value, tally);
        add(tally, succeeded, failed, row.time);
      }
    }
  }
  return { total, by: Object.fromEntries(maps) as Record<CountedBy, Map<string, NaiveTally>> };
}

function add(tally: NaiveTally, succeeded: number, failed: number, time: bigint | undefined): void {
  tally.succeeded += succeeded;
  tally.failed += failed;
  if (time === undefined) return;
  if (tally.first === undefined || time < tally.first) tally.first = time;
  if (tally.last === undefined || time > tally.last) tally.last = time;
}

function worth(nature: LoginFile["nature"], row: LoginRow): { succeeded: number; failed: number } {
  const has = (text: Uint8Array | undefined): boolean => text !== undefined && text.length > 0;
  const isAttempt =
    row.type === "LOGIN_PROCESS" || row.type === "USER_PROCESS" || has(row.user) || has(row.line) ? 1 : 0;
  if (nature === "failed") return { succeeded: 0, failed: isAttempt };
  if (nature === "failures") return { succeeded: 0, failed: Math.max(0, row.count ?? 0) };
  if (nature === "last-login") return { succeeded: row.time === undefined ? 0 : 1, failed: 0 };
  return { succeeded: row.type === "USER_PROCESS" && has(row.user) ? 1 : 0, failed: 0 };
}

function keyOf(by: CountedBy, { user, line, host, addr, time }: LoginRow): string | undefined {
  if (by === "hour") return time === undefined ? undefined : hourText(time);
  if (by === "user") return keyText(user);
  if (by === "line") return keyText(line);
  const isNamed = host !== undefined && host.length > 0;
  return isNamed || addr === undefined ? keyText(host) : formatAddress(addr);
}

function keyText(text: Uint8Array | undefined): string {
  return Buffer.from(text ?? [])
    .subarray(0, KEY_BYTES)
    .toString("latin1");
}

function hourText(time: bigint): string {
  const start = time - (((time % HOUR) + HOUR) % HOUR);
  return new Date(Number(start / 1000n)).toISOString().replace(/:00\.000Z$/, "");
}
