import type { SourceHealth } from "../sources/source.ts";
import type { FileFinding } from "./file-finding.ts";
import type { Holding } from "./places.ts";

/** Whether something can be told on this machine, and from what. */
export interface Verdict {
  readonly what: "live" | Holding;
  readonly can: boolean;
  /** Names of sources, or paths. */
  readonly from: readonly string[];
  /** What is in the way. */
  readonly why?: string;
}

/** All that the doctor found; names are those of the JSON output, texts are safe to show. */
export interface Diagnosis {
  readonly root: string;
  /** Without an id where nothing tells which system it is. */
  readonly system: { readonly id?: string; readonly version?: string; readonly name: string };
  /** Who looked. */
  readonly reader: { readonly uid?: number; readonly user?: string; readonly groups: readonly string[] };
  readonly live: readonly SourceHealth[];
  /** Live sessions of all sources, each once. */
  readonly sessions: number;
  readonly files: readonly FileFinding[];
  /** Live first, then as holdings come. */
  readonly verdicts: readonly Verdict[];
}
