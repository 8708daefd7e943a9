import { WhofluxError } from "../model/error.ts";
import { recordCells } from "../model/record.ts";
import { openRecords } from "../unix/record-source.ts";
import type { Core } from "../wasm/core.ts";
import type { FileFinding } from "./file-finding.ts";
import { Losses } from "./losses.ts";

const ABSENT = -(2n ** 63n);

/** What is in a file that was read to its end. */
export type Counted = Pick<FileFinding, "status" | "layout" | "records" | "first" | "last" | "problem">;

/** Reads a file to its end, as fast as records are decoded. Throws WhofluxError when nothing in it can be read. */
export async function countRecords(core: Core, file: string): Promise<Counted> {
  const losses = new Losses();
  const layouts = new Set<string>();
  let span: readonly bigint[] = [];
  let records = 0;
  const batches = await openRecords(core, file, {}, losses);
  try {
    for (let rows = await batches.next(); rows > 0; rows = await batches.next()) {
      records += rows;
      layouts.add(layoutOf(core));
      span = spanOf(core, rows, span);
    }
  } catch (error) {
    if (!(error instanceof WhofluxError) || records === 0) throw error;
    losses.fail(error);
  } finally {
    batches.close();
  }
  const [first, last] = span;
  return {
    status: losses.problem === undefined ? "ok" : "partial",
    ...(layouts.size === 0 ? {} : { layout: [...layouts].join(" ") }),
    records,
    ...(first === undefined || last === undefined ? {} : { first: isoTime(first), last: isoTime(last) }),
    ...(losses.problem === undefined ? {} : { problem: losses.problem }),
  };
}

/** Rows of one batch are of one layout. */
function layoutOf(core: Core): string {
  const cell = core.cells[recordCells.layout] ?? 0n;
  const start = Number(cell & 0xffffffffn);
  return Buffer.from(core.bytes.subarray(start, start + Number(cell >> 32n))).toString("latin1");
}

/** Microseconds from 1970 to the year 10000: what lies outside is no login's time, and 0 is an entry that never was. */
const LAST_TIME = 253_402_300_799_999_999n;

/** The earliest and the latest time of the first `rows` rows and of those before. */
function spanOf({ cells, regions }: Core, rows: number, [first, last]: readonly bigint[]): readonly bigint[] {
  let from = first ?? LAST_TIME;
  let to = last ?? 0n;
  const step = regions.ROW_BYTES / 8;
  for (let row = 0; row < rows; row++) {
    const time = cells[row * step + recordCells.time] ?? ABSENT;
    if (time <= 0n || time > LAST_TIME) continue;
    if (time < from) from = time;
    if (time > to) to = time;
  }
  return to === 0n ? [] : [from, to];
}

function isoTime(micros: bigint): string {
  const millis = new Date(Number(micros / 1000n)).toISOString().slice(0, -1);
  return `${millis}${String(micros % 1000n).padStart(3, "0")}Z`;
}
