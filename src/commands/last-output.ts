import { statSync } from "node:fs";
import { basename } from "node:path";
import { Listing, type ListingOptions, writeFooter, writeZones } from "../last/listing.ts";
import { Spool } from "../last/spool.ts";
import { type ListingStyle, styleBits, timeFormats } from "../last/style.ts";
import type { Arguments } from "../model/arguments.ts";
import { counted } from "../model/counted.ts";
import { WhofluxError } from "../model/error.ts";
import type { FileNature } from "../model/file-nature.ts";
import { natureOf } from "../pair/nature.ts";
import { type InputFile, setOf } from "../unix/inputs.ts";
import type { Core } from "../wasm/core.ts";
import { Selector } from "../wasm/selector.ts";
import type { RowOutput } from "./row-output.ts";

/** Files that are no history of logins, and what they are. */
const others: Partial<Record<FileNature["nature"], string>> = {
  "last-login": "last logins",
  failures: "counts of failed logins",
};

/** The style that a command line asks for. Throws E_USAGE when it asks for what does not go together, or is unknown. */
export function listingStyle({ switches, values }: Arguments): ListingStyle {
  const other = ["as", "type", "top"].find((name) => values.has(name));
  if (other !== undefined) {
    throw new WhofluxError("E_USAGE", `\`--format last\` goes without \`--${other}\``, {
      cure: `leave out \`--${other}\``,
    });
  }
  const format = values.get("time-format")?.[0];
  if (format !== undefined && switches.has("full-times")) {
    throw new WhofluxError("E_USAGE", "`--full-times` and `--time-format` exclude each other");
  }
  const times = format === undefined ? "short" : timeFormats.find((name) => name === format);
  if (times === undefined) {
    throw new WhofluxError("E_USAGE", "`--time-format` names no format", {
      expected: timeFormats.join(", "),
      found: format ?? "",
    });
  }
  return {
    times: switches.has("full-times") ? "full" : times,
    names: switches.has("full-names") ? "wide" : "short",
    hosts: switches.has("nohostname") ? "none" : switches.has("hostlast") ? "last" : "column",
    origin: switches.has("ip") ? "address" : "host",
    system: switches.has("system") ? "shown" : "hidden",
  };
}

/**
 * Records in, the text of util-linux's `last` out; for logs of failed logins that of `lastb`. Each log is a listing of its
 * own, a rotated set is one log under the name of its newest file. Selection is of what is listed, not of records.
 */
export class LastOutput implements RowOutput {
  readonly #core: Core;
  readonly #options: ListingOptions;
  readonly #write: (bytes: Uint8Array) => void;
  /** Files of each log, in the order of reading. */
  readonly #logs: Map<string, readonly string[]>;
  readonly #notLogs = new Map<string, string>();
  readonly #spool = new Spool();
  #listing: Listing | undefined;
  #set = "";
  #path: string | undefined;
  #isPassedOver = false;
  #timeless = 0;

  /** `inputs`: all files, in the order of reading. Uses FILTER when there is a selection. */
  constructor(
    core: Core,
    inputs: readonly InputFile[],
    { style, selection }: { readonly style: ListingStyle; readonly selection: Uint8Array | null },
    write: (bytes: Uint8Array) => void,
  ) {
    this.#core = core;
    this.#write = write;
    this.#options = { style: styleBits(style), selector: new Selector(core, selection) };
    this.#logs = new Map();
    for (const { path, set } of inputs) this.#logs.set(set, [...(this.#logs.get(set) ?? []), path]);
  }

  write(count: number, path: string): void {
    if (path !== this.#path) this.#beginFile(path, count);
    if (this.#isPassedOver) return;
    try {
      this.#listing?.take(count);
    } catch (error) {
      // Without some of its records, a listing would tell sessions that never were.
      this.#listing = undefined;
      this.#spool.close();
      throw error;
    }
  }

  end(): void {
    this.#endLog();
    this.#emptyLogsBefore(undefined);
  }

  leftOut(): string[] {
    const forgotten = this.#core.forgottenEnds();
    return [
      ...[...this.#notLogs].map(([path, what]) => `${path}: no history of logins but ${what}`),
      ...(this.#timeless > 0 ? [`${counted(this.#timeless, "record")} left out without a time`] : []),
      ...(forgotten > 0 ? [`${forgotten} lines forgotten: more were in use at once than memory holds`] : []),
    ];
  }

  #beginFile(path: string, rows: number): void {
    this.#path = path;
    const nature = natureOf(this.#core, path, rows);
    const other = others[nature.nature];
    this.#isPassedOver = other !== undefined;
    if (other !== undefined) this.#notLogs.set(path, other);
    const set = setOf(path);
    if (this.#listing === undefined || set !== this.#set) this.#beginLog(set, path);
    this.#listing?.beginFile(nature);
  }

  #beginLog(set: string, path: string): void {
    this.#endLog();
    this.#emptyLogsBefore(set);
    this.#set = set;
    this.#spool.begin(path);
    this.#listing = new Listing(this.#core, this.#spool, this.#options, this.#write);
  }

  #endLog(): void {
    const name = this.#logs.get(this.#set)?.at(-1) ?? this.#set;
    const listing = this.#listing;
    // Also when writing fails: a log is listed once.
    this.#listing = undefined;
    this.#logs.delete(this.#set);
    this.#timeless += listing?.end(nameOf(name)) ?? 0;
  }

  /** A log without a byte begins when its file was last changed, as in `last`; of any other without records, nothing is said. */
  #emptyLogsBefore(set: string | undefined): void {
    for (const [other, paths] of this.#logs) {
      if (other === set) return;
      this.#logs.delete(other);
      const changed = emptySince(paths.at(-1) ?? "");
      if (changed === undefined) continue;
      this.#core.beginListing(this.#options.style);
      writeZones(this.#core, [changed]);
      writeFooter(this.#core, nameOf(paths.at(-1) ?? ""), changed, this.#write);
    }
  }
}

function nameOf(path: string): string {
  return path === "-" ? "stdin" : basename(path);
}

/** When an empty file was last changed, in µs. */
function emptySince(path: string): bigint | undefined {
  try {
    const { size, ctimeNs } = statSync(path, { bigint: true });
    return size === 0n ? ctimeNs / 1000n : undefined;
  } catch {
    return undefined;
  }
}
