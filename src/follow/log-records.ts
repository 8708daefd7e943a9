import { WhofluxError } from "../model/error.ts";
import type { Report } from "../model/report.ts";
import { examine } from "../unix/examine.ts";
import type { ByteSource } from "../unix/open/byte-source.ts";
import { UntilFault } from "../unix/open/until-fault.ts";
import { detected, skipReasons } from "../unix/record-source.ts";
import type { Skip } from "../wasm/batches.ts";
import type { Core } from "../wasm/core.ts";
import { type Decoding, FileBatches } from "../wasm/file-batches.ts";
import type { OpenLog } from "./open-log.ts";
import { type Place, RowPlaces } from "./row-places.ts";

//  Where a growing file ends, what follows is not known, and the decoder looks one record ahead to tell a torn record
//  from a sound one. So the last record is taken when it ends with the file; otherwise it waits for what follows. A file
//  that was moved away is complete.

/** Where reading begins. */
export interface Start extends Place {
  /** The layout of the file before, of which this one's first records most probably are. */
  readonly usual?: string;
}

/** Takes the first `rows` of ROWS, and returns how many of them it took: fewer end the reading. */
export type TakeRows = (rows: number) => number;

/** Reads the records of one file from a place on, and tells what could not be read. */
export class LogRecords {
  readonly #core: Core;
  readonly #log: OpenLog;
  readonly #report: Report;
  readonly #take: TakeRows;
  readonly #usual: string | undefined;
  readonly #places: RowPlaces;
  #place: Place;
  #isStopped = false;
  #skips: Skip[] = [];

  constructor(core: Core, log: OpenLog, { usual, ...place }: Start, report: Report, take: TakeRows) {
    this.#core = core;
    this.#log = log;
    this.#place = place;
    this.#usual = usual;
    this.#places = new RowPlaces(core, log.path);
    this.#report = report;
    this.#take = take;
  }

  /** Where reading stands, also after it threw. */
  get place(): Place {
    return this.#place;
  }

  /** Goes to the last `distance` bytes of a file, without reading what stands before them. */
  async leapTo(distance: number): Promise<void> {
    const { size = 0 } = this.#log;
    if (size <= 2 * distance) return;
    const batches = await this.#batches(await this.#log.from(0), {}, () => {});
    if (batches === undefined || (await batches.next()) === 0) return;
    const { layout = "" } = this.#places.at(0);
    const from = size - distance;
    this.#place = { offset: from - (from % (this.#core.layouts[this.#places.numberOf(layout)]?.bytes ?? 1)), layout };
  }

  /**
   * Reads a file that nobody writes to any more. Throws WhofluxError when it holds no records, or
   * when its container is damaged: what stands before the damage was taken.
   */
  async readAll(): Promise<void> {
    const source = new UntilFault(await this.#log.from(this.#place.offset));
    try {
      await this.#readFrom(source, {});
    } catch (error) {
      throw source.fault ?? error;
    }
    if (!this.#isStopped) this.#tell(Number.POSITIVE_INFINITY);
    if (source.fault !== undefined) throw source.fault;
  }

  /** Reads what is there of a file that is being written. */
  async readOn(): Promise<void> {
    const { size = 0 } = this.#log;
    if (size <= this.#place.offset) return;
    await this.#readFrom(await this.#log.from(this.#place.offset), { end: "growing" });
    const sure = this.#isStopped ? 0 : await this.#sureRecords(size);
    if (sure > 0) await this.#readFrom(await this.#log.from(this.#place.offset), {}, sure);
  }

  /** Takes at most `most` records. */
  async #readFrom(source: ByteSource, end: Pick<Decoding, "end">, most = Number.POSITIVE_INFINITY): Promise<void> {
    this.#skips = [];
    const batches = await this.#batches(source, end, (skip) => this.#skips.push(skip));
    if (batches === undefined) return;
    let left = most;
    for (let rows = await batches.next(); rows > 0 && !this.#isStopped; rows = await batches.next()) {
      const taken = this.#take(Math.min(rows, left));
      left -= taken;
      this.#isStopped = taken < rows;
      this.#place = this.#isStopped ? this.#places.at(taken) : this.#places.behind(rows);
      this.#tell(this.#place.offset);
    }
  }

  /** How many records there are from the place on to the end of a growing file, the last one only if it ends there. */
  async #sureRecords(size: number): Promise<number> {
    const batches = await this.#batches(await this.#log.from(this.#place.offset), {}, () => {});
    if (batches === undefined) return 0;
    let records = 0;
    let end: Place = { offset: 0 };
    for (let rows = await batches.next(); rows > 0; rows = await batches.next()) {
      records += rows;
      end = this.#places.behind(rows);
    }
    // Behind damage, part of one record may by its length make another one of a longer layout.
    if (this.#place.layout !== undefined && end.layout !== this.#place.layout) return 0;
    return end.offset === size ? records : Math.max(records - 1, 0);
  }

  /** Undefined when the file holds nothing yet that could be told. */
  async #batches(
    source: ByteSource,
    end: Pick<Decoding, "end">,
    onSkip: (skip: Skip) => void,
  ): Promise<FileBatches | undefined> {
    const isShort = this.#log.size !== undefined && this.#log.size < FEW_BYTES;
    const { offset, layout = isShort ? this.#usual : undefined } = this.#place;
    if (layout !== undefined) {
      const from = { head: { length: 0, offset }, from: "record" } as const;
      return new FileBatches(this.#core, source, {
        layout: this.#places.numberOf(layout),
        mode: "checked",
        ...from,
        ...end,
        onSkip,
      });
    }
    const head = await examine(this.#core, source);
    if (head.kind === "empty") return undefined;
    const path = this.#log.path;
    if (head.kind !== "records") {
      throw new WhofluxError("E_FORMAT", "cannot be followed", { path, expected: "records", found: `a ${head.kind}` });
    }
    try {
      const choice = await detected(this.#core, head);
      if (this.#core.layouts[choice.layout]?.byUid !== true) {
        return new FileBatches(this.#core, source, { ...choice, head, ...end, onSkip });
      }
    } catch (error) {
      // The first record may be on its way.
      if (isShort) return undefined;
      throw error;
    }
    throw new WhofluxError("E_FORMAT", "is an array by uid, which is no log", { path });
  }

  /** Tells of the places without records before `end`; a later one is met again, and may turn out otherwise. */
  #tell(end: number): void {
    const settled = this.#skips.filter((skip) => skip.end <= end);
    this.#skips = this.#skips.filter((skip) => skip.end > end);
    for (const { start, end: to, reason } of settled) {
      this.#report.skip({ path: this.#log.path, start, end: to, reason: skipReasons[reason] });
    }
  }
}

/** Two records of the longest layout: with less, no verdict on a file is the last one. */
const FEW_BYTES = 1408;
