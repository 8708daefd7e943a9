import type { WhofluxError } from "./model/error.ts";
import type { SkipReport } from "./model/report.ts";
import { compileSelection, type SelectionOptions } from "./select/index.ts";
import { History } from "./unix/history.ts";
import { expandInputs } from "./unix/inputs.ts";
import { layoutsNamed } from "./unix/layout-choice.ts";
import { layouts } from "./unix/layouts/index.ts";
import type { ReadingOptions } from "./unix/record-source.ts";
import { type Core, createCore } from "./wasm/core.ts";
import { Selector } from "./wasm/selector.ts";

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

/** A reading that has begun: rows come from `history` into the module of `core`, and `selector` keeps what is wanted of them. */
export interface Reading {
  readonly core: Core;
  readonly history: History;
  readonly selector: Selector;
}

/** Begins to read, with the module of one job. Throws E_USAGE for a wrong option. */
export function openReading(
  inputs: string | readonly string[],
  options: ReadOptions,
  module: "records" | "stays",
  more: ReadingOptions = {},
): Reading {
  const { layout, onSkip, onError, onNotice, now } = options;
  if (layout !== undefined) layoutsNamed(layout);
  const selection = compileSelection(options, () => now ?? Date.now());
  const notice = onNotice ?? (() => {});
  const paths = expandInputs(typeof inputs === "string" ? [inputs] : inputs, notice).map((input) => input.path);
  const core = createCore(layouts, module);
  const fail = (error: WhofluxError): void => {
    if (onError === undefined) throw error;
    onError(error);
  };
  const report = { skip: onSkip ?? (() => {}), fail, notice };
  const history = new History(core, paths, layout === undefined ? more : { ...more, layout }, report);
  return { core, history, selector: new Selector(core, selection) };
}
