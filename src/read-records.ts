import type { LoginRecord } from "./model/login-record.ts";
import { inputsOf, openReading, type ReadOptions } from "./reading.ts";
import { rowObject } from "./wasm/row-objects.ts";

/**
 * Reads login files as objects, oldest rotated file first, in constant memory.
 *
 * Takes paths, patterns and `-`. Any file that `whoflux read` takes: every Unix layout, compressed or not, wtmpdb,
 * lastlog2, utmpdump's text. Text fields carry the visible escape (`unescapeText` gives the bytes back).
 * Throws WhofluxError: E_USAGE for a wrong option at the first step, and what `onError` does not take.
 *
 * @example
 * for await (const record of readRecords("/var/log/wtmp", { type: ["USER_PROCESS"] })) console.log(record.user);
 */
export async function* readRecords(
  inputs: string | readonly string[],
  options: ReadOptions = {},
): AsyncGenerator<LoginRecord, void, void> {
  const { core, history, selector } = openReading(inputsOf(inputs, options), options, "records");
  try {
    for (let rows = await history.next(); rows > 0; rows = await history.next()) {
      const kept = selector.keep(rows);
      // Objects first: the rows are gone once the caller asks for the next batch.
      for (let index = 0; index < kept; index++) yield rowObject(core, index, history.path);
    }
  } finally {
    history.close();
  }
}
