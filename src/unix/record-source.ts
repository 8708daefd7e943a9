import { WhofluxError } from "../model/error.ts";
import type { RecordCells } from "../model/record.ts";
import type { Report } from "../model/report.ts";
import type { Batches, Skip } from "../wasm/batches.ts";
import type { Core } from "../wasm/core.ts";
import { FileBatches } from "../wasm/file-batches.ts";
import { scoreLayouts } from "../wasm/scores.ts";
import { type Examined, examine } from "./examine.ts";
import { chooseNamed } from "./layout-choice.ts";
import type { ByteSource } from "./open/byte-source.ts";
import { openSource } from "./open/open.ts";
import { UntilFault } from "./open/until-fault.ts";

/** What the user says about the files. */
export interface ReadingOptions {
  /** A layout to take for granted (`--layout`), with or without byte order; absent: it is detected. */
  readonly layout?: string;
  /** What becomes of the rows of wtmpdb, which are whole stays: they are records when absent. */
  readonly stays?: (rows: Records) => Records;
}

/** Opens one file of any supported kind as rows. Throws WhofluxError when nothing in it can be read. */
export async function openRecords(core: Core, path: string, options: ReadingOptions, report: Report): Promise<Batches> {
  const source = new UntilFault(await openSource(path, (message) => report.notice(message)));
  try {
    const examined = await examine(core, source);
    if (examined.length === 0 && source.fault !== undefined) throw source.fault;
    return rowsThenFault(await batchesOf(core, examined, options, report), source);
  } catch (error) {
    source.close();
    // What a damaged container gives may be nothing that anybody would know.
    throw source.fault ?? error;
  }
}

/** The rows up to the place where reading fails, and then what it failed with. */
function rowsThenFault(batches: Batches, source: UntilFault): Batches {
  const settle = (rows: number): number => {
    if (rows === 0 && source.fault !== undefined) throw source.fault;
    return rows;
  };
  return {
    next: () => {
      const rows = batches.next();
      return typeof rows === "number" ? settle(rows) : rows.then(settle);
    },
    close: () => batches.close(),
  };
}

async function batchesOf(core: Core, examined: Examined, options: ReadingOptions, report: Report): Promise<Batches> {
  const { source, kind, length } = examined;
  if (kind === "empty") {
    const hole = source.offset > 0 ? `nothing but a hole of ${source.offset} bytes` : "empty file";
    report.notice(`${source.path}: ${hole}, no records`);
    return { next: () => 0, close: () => source.close() };
  }
  if (options.layout === undefined && kind !== "records") {
    const records = await recordReaders[kind]();
    const { ObjectBatches } = await import("../wasm/object-batches.ts");
    const found = await records(source, core.input.slice(0, length), report);
    const isStays = kind === "database" && options.stays !== undefined;
    return new ObjectBatches(core, isStays ? options.stays(found) : found, () => source.close());
  }
  const { layout, mode } =
    options.layout === undefined ? await detected(core, examined) : named(core, examined, options.layout);
  const skip = ({ start, end, reason }: Skip): void =>
    report.skip({ path: source.path, start, end, reason: skipReasons[reason] });
  const { bytes = 1, byUid } = core.layouts[layout] ?? {};
  if (byUid === true) return new FileBatches(core, source, { layout, mode, head: examined, onSkip: skip });
  const { start, offset } = examined;
  // Records count from the start of the file: the hole's last bytes may belong to the first of them.
  const hole = start - (start % bytes);
  if (hole > 0) skip({ start: 0n, end: BigInt(hole), reason: "hole" });
  if (offset === start) return new FileBatches(core, source, { layout, mode, head: examined, onSkip: skip });
  const { ZerosFirst } = await import("./zeros-first.ts");
  const whole = new ZerosFirst(start, offset - start, core.input.slice(0, length), source);
  return new FileBatches(core, whole, { layout, mode, head: { length: 0, offset: start }, onSkip: skip });
}

type RecordReader = (source: ByteSource, head: Uint8Array, report: Report) => Records | Promise<Records>;
/** Records of a file that is not one of fixed records. */
export type Records = Iterable<RecordCells> | AsyncIterable<RecordCells>;

/** Readers of files that are not records of a layout, loaded when there is such a file. */
const recordReaders: Readonly<Record<"database" | "utmpdump", () => Promise<RecordReader>>> = {
  database: async () => (await import("./sqlite/records.ts")).databaseRecords,
  utmpdump: async () => (await import("./utmpdump-text/records.ts")).textRecords,
};

/** Why a stretch of a file gave no records, for people. */
export const skipReasons = {
  damaged: "no record can be read there",
  partial: "the file ends inside a record",
  hole: "a hole of zero bytes in a sparse file",
} as const;

/** A layout by its number in the table, and how far it is to be trusted. */
export interface Choice {
  readonly layout: number;
  readonly mode: "stride" | "checked";
}

function named(core: Core, { kind, scores, length, offset }: Examined, name: string): Choice {
  const known = kind === "records" ? scores : scoreLayouts(core, length, offset);
  return { layout: chooseNamed(name, known).index, mode: "stride" };
}

/** The detected layout; when none fits from the first byte on, that of the first records found behind it. */
export async function detected(core: Core, examined: Examined): Promise<Choice> {
  const { source, length, offset, isWhole, verdict } = examined;
  if (verdict.best !== undefined) return { layout: verdict.best.index, mode: "checked" };
  const { findInside } = await import("./inside.ts");
  const inside = findInside(core, length);
  if (inside !== undefined) return { layout: inside.layout, mode: "checked" };
  const { unknownFile } = await import("./whole-file-errors.ts");
  throw unknownFile({ path: source.path, head: core.input.slice(0, length), size: offset + length, isWhole, verdict });
}

/** Rethrows what is a bug; returns what can be reported. */
export function reportable(error: unknown): WhofluxError {
  if (error instanceof WhofluxError) return error;
  throw error;
}
