import type { WhofluxError } from "./model/error.ts";
import type { Platform } from "./model/platform.ts";
import type { Report, SkipReport } from "./model/report.ts";
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

/**
 * How sessions and events are chosen: as records are, but for their type. Of Windows, `user` leaves ASCII case aside, and is
 * compared with domain and name where it holds a backslash (`CORP\\\\*`).
 */
export interface StayOptions extends Omit<ReadOptions, "type"> {
  /** Windows: `people` leaves out services, computers and the system's own accounts; absent: `all`. */
  readonly whose?: "all" | "people";
  /** Path of the powershell.exe or pwsh that opens .evtx files; absent: they are an error. */
  readonly powershell?: string;
}

/** A reading that has begun: rows come from `history` into the module of `core`, and `selector` keeps what is wanted of them. */
export interface Reading {
  readonly core: Core;
  readonly history: History;
  readonly selector: Selector;
}

/** The files to read, in their order, and who is told what could not be read. */
export interface Inputs {
  readonly paths: readonly string[];
  readonly report: Report;
}

/** Finds the files. Throws E_USAGE for a pattern that matches none. */
export function inputsOf(inputs: string | readonly string[], options: ReadOptions): Inputs {
  const { onSkip, onError, onNotice } = options;
  const notice = onNotice ?? (() => {});
  const fail = (error: WhofluxError): void => {
    if (onError === undefined) throw error;
    onError(error);
  };
  const files = expandInputs(typeof inputs === "string" ? [inputs] : inputs, notice);
  return { paths: files.map(({ path }) => path), report: { skip: onSkip ?? (() => {}), fail, notice } };
}

/** Begins to read, with the module of one job. Throws E_USAGE for a wrong option. */
export function openReading(
  { paths, report }: Inputs,
  options: ReadOptions,
  module: "records" | "stays",
  more: ReadingOptions = {},
): Reading {
  const { layout } = options;
  if (layout !== undefined) layoutsNamed(layout);
  const selection = selectionOf(options, "unix");
  const core = createCore(layouts, module);
  const history = new History(core, paths, layout === undefined ? more : { ...more, layout }, report);
  return { core, history, selector: new Selector(core, selection) };
}

/** The compiled selection; null keeps every row. Throws E_USAGE for a wrong option. */
export function selectionOf(options: ReadOptions, platform: Platform): Uint8Array | null {
  return compileSelection(options, () => options.now ?? Date.now(), platform);
}
