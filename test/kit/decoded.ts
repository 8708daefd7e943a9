import { type RecordField, recordCells, recordTypes } from "../../src/model/record.ts";
import { examine } from "../../src/unix/examine.ts";
import { findInside } from "../../src/unix/inside.ts";
import { layouts } from "../../src/unix/layouts/index.ts";
import { createCore } from "../../src/wasm/core.ts";
import { FileBatches } from "../../src/wasm/file-batches.ts";
import { memorySource } from "./memory-source.ts";

/** A decoded record: integers as numbers (bigint where a number is not exact), texts and addresses as hex of their bytes. */
export type Decoded = Readonly<Record<string, number | bigint | string>>;

/** What became of some bytes. */
export interface Outcome {
  /** Name of the detected layout, undefined when none was found. */
  readonly layout: string | undefined;
  readonly records: readonly Decoded[];
  /** `start-end reason` of each skipped range. */
  readonly skips: readonly string[];
}

export interface DecodeOptions {
  /** Layout to trust; absent: detected. */
  readonly layout?: string;
  /** Sizes of the pieces the bytes come in. */
  readonly sizes?: readonly number[];
  readonly path?: string;
}

const core = createCore(layouts);
const ABSENT = -(2n ** 63n);
const spans: ReadonlySet<RecordField> = new Set(["line", "id", "user", "host", "addr", "layout", "service"]);

/** Index of the layout called `name`. */
export function layoutIndex(name: string): number {
  const index = layouts.findIndex((layout) => layout.name === name);
  if (index < 0) throw new Error(`no layout is called ${name}`);
  return index;
}

/** Decodes bytes as `whoflux read` does: detection, resync, chunk loop. */
export async function decodeBytes(bytes: Uint8Array, options: DecodeOptions = {}): Promise<Outcome> {
  const source = memorySource(bytes, options.sizes, options.path);
  const { verdict, length, offset } = await examine(core, source);
  const named = options.layout === undefined ? undefined : layoutIndex(options.layout);
  const index = named ?? verdict.best?.index ?? findInside(core, length)?.layout;
  if (index === undefined) return { layout: undefined, records: [], skips: [] };
  const skips: string[] = [];
  const batches = new FileBatches(core, source, {
    layout: index,
    mode: named === undefined ? "checked" : "stride",
    head: { length, offset },
    onSkip: ({ start, end, reason }) => skips.push(`${start}-${end} ${reason}`),
  });
  const records: Decoded[] = [];
  for (let rows = await batches.next(); rows > 0; rows = await batches.next()) {
    for (let row = 0; row < rows; row++) records.push(rowOf(row));
  }
  return { layout: layouts[index]?.name, records, skips: joined(skips) };
}

/** Ranges that touch and have one reason are one: where a chunk ends must not show. */
function joined(skips: readonly string[]): string[] {
  const result: string[] = [];
  for (const skip of skips) {
    const [, start, end, reason] = /^(\d+)-(\d+) (.*)$/.exec(skip) ?? [];
    const last = /^(\d+)-(\d+) (.*)$/.exec(result.at(-1) ?? "");
    if (last !== null && last[2] === start && last[3] === reason)
      result[result.length - 1] = `${last[1]}-${end} ${reason}`;
    else result.push(skip);
  }
  return result;
}

function rowOf(row: number): Decoded {
  const first = (row * core.regions.ROW_BYTES) / 8;
  const entries = (Object.keys(recordCells) as RecordField[]).flatMap((field): [string, number | bigint | string][] => {
    const cell = core.cells[first + recordCells[field]] ?? ABSENT;
    if (field === "ordinal") return [];
    if (spans.has(field)) return cell === 0n ? [] : [[field, field === "layout" ? text(cell) : hex(cell)]];
    if (cell === ABSENT) return [];
    if (field === "type") return [[field, recordTypes[Number(cell)] ?? `type ${cell}`]];
    return [[field, Number.isSafeInteger(Number(cell)) ? Number(cell) : cell]];
  });
  return Object.fromEntries(entries);
}

function slice(cell: bigint): Buffer {
  const start = Number(cell & 0xffffffffn);
  return Buffer.from(core.bytes.subarray(start, start + Number(cell >> 32n)));
}

const hex = (cell: bigint): string => slice(cell).toString("hex");
const text = (cell: bigint): string => slice(cell).toString("latin1");
