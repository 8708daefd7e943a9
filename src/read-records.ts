import type { WhofluxError } from "./model/error.ts";
import type { LoginRecord } from "./model/login-record.ts";
import type { SkipReport } from "./model/report.ts";
import { compileSelection, type SelectionOptions } from "./select/index.ts";
import { History } from "./unix/history.ts";
import { expandInputs } from "./unix/inputs.ts";
import { layoutsNamed } from "./unix/layout-choice.ts";
import { layouts } from "./unix/layouts/index.ts";
import { createCore } from "./wasm/core.ts";
import { rowObject } from "./wasm/row-objects.ts";

/** What to read, how, and whom to tell what could not be read. */
export interface ReadOptions extends SelectionOptions {
  /** A record layout to take for granted (`linux-384`, `netbsd-520-le` …); absent: it is detected from the content. */
  readonly layout?: string;
  /** Called for each part of a file that gave no record; reading goes on. */
  readonly onSkip?: (skip: SkipReport) => void;
  /** Called for a file that cannot be read; the others are. Absent: the error is thrown. */
  readonly onError?: (error: WhofluxError) => void;
  /** Called with things worth knowing that lost nothing. */
  readonly onNotice?: (message: string) => void;
  /** The time that `today` and `-7d` count from, milliseconds since 1970; absent: the computer's clock. */
  readonly now?: number;
}

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
  const { layout, onSkip, onError, onNotice, now } = options;
  if (layout !== undefined) layoutsNamed(layout);
  const selection = compileSelection(options, () => now ?? Date.now());
  const notice = onNotice ?? (() => {});
  const paths = expandInputs(typeof inputs === "string" ? [inputs] : inputs, notice).map((input) => input.path);
  const core = createCore(layouts, "records");
  if (selection !== null) core.bytes.set(selection, core.regions.FILTER);
  const fail = (error: WhofluxError): void => {
    if (onError === undefined) throw error;
    onError(error);
  };
  const history = new History(core, paths, layout === undefined ? {} : { layout }, {
    skip: onSkip ?? (() => {}),
    fail,
    notice,
  });
  try {
    for (let rows = await history.next(); rows > 0; rows = await history.next()) {
      const kept = selection === null ? rows : core.select(rows);
      // Objects first: the rows are gone once the caller asks for the next batch.
      for (let index = 0; index < kept; index++) yield rowObject(core, index, history.path);
    }
  } finally {
    history.close();
  }
}
