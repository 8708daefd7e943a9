import type { AnswerText } from "./answer.ts";
import type { Conflict } from "./conflict.ts";
import type { Lines } from "./lines.ts";

/** What a server says of lines that it did not take. */
export interface Complaint {
  /** Its reasons, by line; only lines that it named beyond doubt. */
  readonly named: ReadonlyMap<number, string>;
  /** How many it dropped, where it says so. */
  readonly dropped?: number;
  /** They are older than what it keeps. */
  readonly isRetention: boolean;
  /** They have a field with another type than the server. */
  readonly conflict?: Conflict;
}

//  Text of lines can stand in a message, and whoever logs in can have written it: so patterns are anchored.
const PREFIX = "(?:failure writing points to database: )?(?:partial write: )?";
const retention = new RegExp(`^${PREFIX}(?:points (?:beyond|outside) retention policy|dropped \\d+ points outside )`);
const conflicting = new RegExp(
  `^${PREFIX}field type conflict: input field "(\\w+)" on measurement "(\\w+)" is type \\w+, already exists as type `,
);
const counted = /dropped=(\d+)$/;
const prefixed = new RegExp(`^${PREFIX}`);
const UNPARSED = "unable to parse '";
const BEHIND_LINE = "': ";
/** Ends of a line that are tried in one message: more have been put there to cost time. */
const MOST_ENDS = 50;
/** Characters that a line and what InfluxDB 3 quotes of it have to share; it quotes 20 bytes. */
const QUOTED = 16;

/** Reads what an answer says of the lines that were sent, which are `indexes` of `lines`. */
export function complaintOf(text: AnswerText, lines: Lines, indexes: readonly number[]): Complaint {
  const words = text.words.trim();
  const dropped = counted.exec(words)?.[1];
  const [, field, measurement] = conflicting.exec(words) ?? [];
  return {
    named: text.lines.length > 0 ? numbered(text.lines, lines, indexes) : quoted(words, lines, indexes),
    isRetention: retention.test(words),
    ...(dropped !== undefined && { dropped: Number(dropped) }),
    ...(field !== undefined && measurement !== undefined && { conflict: { measurement, field } }),
  };
}

/** InfluxDB 3: `{"original_line": "m,t=1 v=x", "line_number": 2, "error_message": "…"}`; one that does not fit, and none counts. */
function numbered(rows: readonly unknown[], lines: Lines, indexes: readonly number[]): Map<number, string> {
  const named = new Map<number, string>();
  for (const row of rows) {
    const { line_number, original_line, error_message } = (row ?? {}) as Record<string, unknown>;
    const index = typeof line_number === "number" ? indexes[line_number - 1] : undefined;
    if (index === undefined) return new Map();
    if (typeof original_line === "string" && !isSame(lines.textOf(index), original_line)) return new Map();
    named.set(index, typeof error_message === "string" ? error_message : "");
  }
  return named;
}

function isSame(line: string, original: string): boolean {
  const length = Math.min(QUOTED, original.length, line.length);
  return line.slice(0, length) === original.slice(0, length);
}

/** InfluxDB 1.x and 2.x: `unable to parse 'm,t=1 v=x': invalid number`, a line each, for lines have no line feeds inside. */
function quoted(words: string, lines: Lines, indexes: readonly number[]): Map<number, string> {
  const named = new Map<number, string>();
  const rows = words.replace(prefixed, "").split("\n");
  if (rows[0]?.startsWith(UNPARSED) !== true) return named;
  const known = new Map<string, number[]>();
  const lengths = new Set<number>();
  for (const index of indexes) {
    const line = lines.textOf(index);
    lengths.add(line.length);
    const same = known.get(line);
    if (same === undefined) known.set(line, [index]);
    else same.push(index);
  }
  for (const row of rows) {
    if (!row.startsWith(UNPARSED)) continue;
    const rest = row.slice(UNPARSED.length);
    // The longest that is a line: a reason has no quotation marks followed by a colon.
    let tries = 0;
    for (let end = rest.lastIndexOf(BEHIND_LINE); end >= 0 && tries < MOST_ENDS; tries += 1) {
      const found = lengths.has(end) ? known.get(rest.slice(0, end)) : undefined;
      if (found !== undefined) {
        const reason = rest.slice(end + BEHIND_LINE.length).replace(/ dropped=\d+$/, "");
        for (const index of found) named.set(index, reason);
        break;
      }
      end = end === 0 ? -1 : rest.lastIndexOf(BEHIND_LINE, end - 1);
    }
  }
  return named;
}
