import { join } from "node:path";
import type { Settled } from "../config/layers.ts";
import { bytesOf } from "../config/size.ts";
import { type DeliveryCounts, noCounts } from "../deliver/counts.ts";
import { millisecondsOf } from "../model/duration.ts";
import type { Word } from "../model/word.ts";
import { Echo } from "../serve/echo.ts";
import { Quarantine } from "../sinks/quarantine.ts";
import { Spool } from "../spool/spool.ts";
import { LineOutput } from "./execd-output.ts";

/** The two spools, so that samples, of which the oldest may go, take no room from events, which may not. */
export interface Lanes {
  readonly samples: Spool;
  readonly events: Spool;
}

const MEBIBYTE = 2 ** 20;

/**
 * What stays while configurations come and go: the folder of states, the spools and the reader of stdout, each opened when
 * it is needed first.
 */
export class ServeHouse {
  readonly folder: string;
  readonly say: (word: Word) => void;
  /** What was delivered since the start, whoever delivered it. */
  readonly counts: DeliveryCounts = noCounts();
  #lanes: Lanes | undefined;
  #settings = "";
  #output: LineOutput | undefined;
  #echo: Echo | undefined;
  #quarantine: Quarantine | undefined;

  /** `folder`: the state directory, which this process has locked. */
  constructor(folder: string, say: (word: Word) => void) {
    this.folder = folder;
    this.say = say;
  }

  /** The spools. `marks`: of the states that are saved, by feed. Throws E_SINK when their folders cannot be used. */
  lanes(settled: Settled, marks: ReadonlyMap<number, number>): Lanes {
    const settings = spoolSettings.map((name) => settled.values.get(name)?.[0] ?? "").join(" ");
    if (this.#lanes !== undefined && settings !== this.#settings) {
      this.say({ level: "W", text: "the spools keep their size, age and sync until the next start" });
    }
    if (this.#lanes === undefined) this.#settings = settings;
    this.#lanes ??= this.#openLanes(settled, marks);
    return this.#lanes;
  }

  /** Lines that wait in the spools. */
  get waiting(): number {
    return this.#lanes === undefined ? 0 : this.#lanes.samples.status().lines + this.#lanes.events.status().lines;
  }

  /** The reader of stdout. */
  get echo(): Echo {
    this.#output ??= new LineOutput();
    this.#echo ??= new Echo(this.#output);
    return this.#echo;
  }

  /** Whether writing to stdout ended in another way than by its reader's. */
  get hasOutputFailed(): boolean {
    return this.#output?.hasFailed === true;
  }

  /** Where lines go that no server takes. */
  get quarantine(): Quarantine {
    this.#quarantine ??= new Quarantine({ path: join(this.folder, "quarantine.jsonl"), now: Date.now, say: this.say });
    return this.#quarantine;
  }

  /** Gives up what is being written to stdout. */
  closeOutput(): void {
    this.#output?.close();
  }

  /** Closes the files; what waits in the spools stays. */
  close(): void {
    this.#lanes?.samples.close();
    this.#lanes?.events.close();
    this.#quarantine?.close();
  }

  #openLanes({ values }: Settled, marks: ReadonlyMap<number, number>): Lanes {
    const [size, age, sync] = spoolSettings.map((name) => values.get(name)?.[0] ?? "");
    const maxAge = millisecondsOf(age ?? "");
    const common = {
      maxBytes: bytesOf(size ?? "") ?? 256 * MEBIBYTE,
      ...(maxAge === undefined ? {} : { maxAge }),
      now: Date.now,
      say: this.say,
    };
    const folder = (lane: string): string => join(this.folder, "spool", lane);
    const events = Spool.open({
      ...common,
      folder: folder("events"),
      whenFull: "refuse",
      sync: sync === "never" ? "never" : "always",
      marks,
    });
    const samples = Spool.open({
      ...common,
      folder: folder("samples"),
      whenFull: "drop-oldest",
      sync: sync === "always" ? "always" : "never",
      marks: new Map(),
    });
    return { events, samples };
  }
}

const spoolSettings = ["spool-size", "spool-age", "spool-sync"] as const;
