import fc from "fast-check";
import * as assert from "uvu/assert";
import { recordCells } from "../../src/model/record.ts";
import type { SelectCore } from "./core.ts";
import { readCell, type TestRow, writeRows } from "./rows.ts";

/** The ordinals of a run that comes in chunks of the given sizes, over and over. */
export function ordinals(core: SelectCore, rows: readonly TestRow[], chunks: readonly number[] = [512]): bigint[] {
  core.resetOrdinals();
  const result: bigint[] = [];
  for (let from = 0, turn = 0; from < rows.length; turn++) {
    const count = Math.min(chunks[turn % chunks.length] ?? 1, rows.length - from);
    writeRows(core, rows.slice(from, from + count));
    core.assignOrdinals(count);
    for (let row = 0; row < count; row++) result.push(readCell(core, row, recordCells.ordinal));
    from += count;
  }
  return result;
}

/** What line protocol makes of a row without its ordinal: empty texts and types without a name leave no tag. */
function tags(row: TestRow): string {
  const type = row.type !== undefined && row.type >= 0n && row.type <= 11n ? row.type : "";
  const hex = (text: Uint8Array | undefined): string => Buffer.from(text ?? []).toString("hex");
  return `${row.time}|${type}|${hex(row.line)}|${hex(row.user)}`;
}

/** Holds that no two rows with a time make one point. */
export function assertUnique(rows: readonly TestRow[], numbers: readonly bigint[]): void {
  const seen = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    if (row.time === undefined) continue;
    const point = `${tags(row)}|${numbers[index]}`;
    const earlier = seen.get(point);
    if (earlier !== undefined) assert.unreachable(`rows ${earlier} and ${index} are the same point: ${point}`);
    seen.set(point, index);
  }
}

/** Text as the bytes of a cell. */
export const text = (value: string): Uint8Array => new TextEncoder().encode(value);
//  Two keys that differ in every part but the type.
export const alice = { type: 7n, user: text("alice"), line: text("pts/0") };
export const bob = { type: 7n, user: text("bob"), line: text("pts/1") };

const someText = fc.option(
  fc.constantFrom("", "root", "alice", "administrator", "administrators").map((value) => text(value)),
  { nil: undefined },
);

/** Rows of few names, so that many are alike; one in 21 has no time. */
export function someRows(times: fc.Arbitrary<bigint>, length: number): fc.Arbitrary<TestRow[]> {
  const time = fc.oneof({ arbitrary: times, weight: 20 }, { arbitrary: fc.constant(undefined), weight: 1 });
  const type = fc.constantFrom(undefined, -1n, 7n, 8n, 99n);
  return fc.array(fc.record({ time, type, user: someText, line: someText }), { maxLength: length, size: "max" });
}
