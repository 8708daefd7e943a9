import type { Layout } from "../model/layout.ts";
import { writeLayouts } from "./layout-table.ts";
import { instantiateModule, type ModuleName } from "./load.ts";

/** Encodes rows first … first + count into [out, end) and returns the new out; `encodedRows` tells how many fitted. */
export type Encode = (first: number, count: number, out: number, end: number) => number;

/** The verbs of all modules. Each has those of its job (`assembly/modules/`); calling another one throws a TypeError. */
interface Verbs {
  setLayoutCount(count: number): void;
  beginFile(layout: number, trusted: number): void;
  feed(length: number, offset: bigint, last: number): void;
  decode(): number;
  carry(): number;
  nextOffset(): bigint;
  detect(length: number, offset: bigint): void;
  detectInside(length: number): number;
  insideAt(): number;
  skipCount(): number;
  clearSkips(): void;
  useEntity(entity: number): void;
  beginPairing(events: number): void;
  beginPairingFile(nature: number, byId: number, label: number, labelLength: number): void;
  pair(first: number, count: number): number;
  pairedRecords(): number;
  beginOpen(what: number): void;
  listOpen(): number;
  restoreOpen(count: number): number;
  isShutDown(): number;
  setShutDown(down: number): void;
  pendingTime(): bigint;
  setPendingTime(time: bigint): void;
  classify(count: number): void;
  cutSessions(): number;
  evictedSessions(): number;
  beginSummary(seed: bigint, users: number, sources: number, lines: number, hours: number): number;
  countLogins(count: number, nature: number): void;
  select(count: number): number;
  assignOrdinals(count: number): void;
  resetOrdinals(): void;
  setColumns(count: number, rowBytes: number): void;
  encodedRows(): number;
  rowsWithoutTime(): number;
  emptyRows(): number;
  encodeLineProtocol: Encode;
  encodeJson: Encode;
  encodeCsv: Encode;
  encodeTable: Encode;
  encodeUtmpdump: Encode;
  beginListing(style: number): void;
  beginSpoolFile(failed: number, byId: number): void;
  encodeSpool: Encode;
  pairBack(length: number): number;
  spoolLeft(): number;
  forgottenEnds(): number;
  encodeLast: Encode;
  writeMoment(out: number, time: bigint): number;
  spoolAt(): number;
  zonesAt(): number;
}

/** Addresses and sizes of the module's regions (`assembly/memory.ts`). */
const regionNames = [
  "INPUT",
  "INPUT_BYTES",
  "ROWS",
  "ROW_BYTES",
  "MAX_ROWS",
  "OUTPUT",
  "OUTPUT_BYTES",
  "TEXT",
  "TEXT_BYTES",
  "COLUMNS",
  "COLUMN_BYTES",
  "MAX_COLUMNS",
  "LITERALS",
  "LITERALS_BYTES",
  "LAYOUTS",
  "LAYOUT_BYTES",
  "MAX_LAYOUTS",
  "LAYOUT_NAMES",
  "LAYOUT_NAMES_BYTES",
  "FILTER",
  "FILTER_BYTES",
  "SKIPS",
  "SKIP_BYTES",
  "MAX_SKIPS",
  "STAYS",
  "SCORES",
  "SCORE_BYTES",
] as const;

/** Where the module's regions start, their sizes and limits (assembly/memory.ts), and the memory they are in. */
export type Regions = { readonly [name in (typeof regionNames)[number]]: number } & {
  readonly memory: { readonly buffer: ArrayBuffer };
};

/** One instance of the module: its verbs, its regions, and views that never detach because its memory never grows. */
export interface Core extends Verbs {
  readonly regions: Regions;
  readonly layouts: readonly Layout[];
  /** The whole memory. */
  readonly bytes: Uint8Array;
  /** INPUT, where file bytes go. */
  readonly input: Uint8Array;
  /** ROWS, 8-byte cells. */
  readonly cells: BigInt64Array;
  /** The whole memory as 8-byte cells. */
  readonly memoryCells: BigInt64Array;
}

/** Instantiates the module with a layout table. About 3 ms; one instance reads one stream of files at a time. */
export function createCore(layouts: readonly Layout[], module: ModuleName = "records"): Core {
  const exports = instantiateModule(module);
  const regions = { memory: exports.memory } as Record<string, unknown>;
  for (const name of regionNames) regions[name] = (exports[name] as { readonly value: number }).value;
  const { memory, INPUT, INPUT_BYTES, ROWS, ROW_BYTES, MAX_ROWS } = regions as unknown as Regions;
  const core: Core = {
    ...(exports as unknown as Verbs),
    regions: regions as unknown as Regions,
    layouts,
    bytes: new Uint8Array(memory.buffer),
    input: new Uint8Array(memory.buffer, INPUT, INPUT_BYTES),
    memoryCells: new BigInt64Array(memory.buffer),
    cells: new BigInt64Array(memory.buffer, ROWS, (ROW_BYTES / 8) * MAX_ROWS),
  };
  writeLayouts(core.regions, layouts);
  core.setLayoutCount(layouts.length);
  return core;
}
