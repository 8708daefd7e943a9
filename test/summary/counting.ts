import { recordEntity } from "../../src/model/record-entity.ts";
import { type Capacities, type CountedBy, countedBy, LoginCounts } from "../../src/summary/login-counts.ts";
import { layouts } from "../../src/unix/layouts/index.ts";
import { createCore } from "../../src/wasm/core.ts";
import { RowWriter } from "../../src/wasm/row-writer.ts";
import type { LoginFile, NaiveTally } from "./naive.ts";

const core = createCore(layouts, "summary");

export interface CountOptions {
  readonly seed?: bigint;
  readonly capacities?: Capacities;
  /** Rows of a batch at most. */
  readonly batch?: number;
}

/** Counts the records of files in the module, as reading them would. What it returns holds until the next call. */
export function countInModule(files: readonly LoginFile[], options: CountOptions = {}): LoginCounts {
  const { seed = 1n, capacities, batch = core.regions.MAX_ROWS } = options;
  const counts = new LoginCounts(core, seed, capacities);
  const writer = new RowWriter(core, recordEntity.fields, "ROWS");
  for (const { nature, rows } of files) {
    for (let next = 0; next < rows.length; ) {
      writer.clear();
      let written = 0;
      for (; written < batch && next < rows.length; written++, next++) {
        if (!writer.write(written, { ...rows[next] })) break;
      }
      counts.take(written, nature);
    }
  }
  return counts;
}

/** What the module counted for one value. */
export interface ModuleTally extends NaiveTally {
  readonly missed: number;
}

/** The counts of a table by value (Latin-1). Throws when a value is there twice. */
export function tableOf(counts: LoginCounts, by: CountedBy): Map<string, ModuleTally> {
  const table = new Map<string, ModuleTally>();
  for (const entry of counts.entries(by)) {
    const value = Buffer.from(counts.value(entry)).toString("latin1");
    if (table.has(value)) throw new Error(`${by} ${value} is there twice`);
    table.set(value, { ...counts.tally(entry) });
  }
  return table;
}

/** All tables in one comparable piece. */
export function everything(counts: LoginCounts): unknown {
  return { total: counts.total, by: countedBy.map((by) => [by, counts.floor(by), [...tableOf(counts, by)]]) };
}
