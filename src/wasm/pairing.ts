import { counted } from "../model/counted.ts";
import type { Field } from "../model/entity.ts";
import { type FileNature, natureNumbers } from "../model/file-nature.ts";
import { type SessionCells, sessionCells } from "../model/session.ts";
import { historyEntity } from "../model/session-entity.ts";
import type { Core } from "./core.ts";
import { entityNumbers } from "./entity-numbers.ts";
import { RowReader } from "./row-reader.ts";
import { RowWriter } from "./row-writer.ts";

/** What is made of records. */
export type PairingShape = "sessions" | "events";

/** A time that is not known (`assembly/row.ts`). */
const ABSENT = -(2n ** 63n);
/** What beginOpen() is to list. */
const lists = { nothing: 0, sessions: 1, everything: 2 } as const;
/** The fields of an open session as `kept` gives it: with what ties its logout to it. */
export const keptFields: readonly Field[] = [
  ...historyEntity.fields,
  { name: "key", cell: sessionCells.key, kind: "text" },
  { name: "clock_steps", cell: sessionCells.clock_steps, kind: "integer" },
];
/**
 * Room behind the layouts' names where the label of a file stands while its rows go by. Two files take turns: a failed
 * login that is held back is still of the file before.
 */
const LABEL_BYTES = 32;
const LABELS = 2;

/** What pairing has to know of the records before, to go on behind them. */
export interface Kept {
  /** Sessions without an end, and terminals where a getty waits, raw. */
  readonly open: readonly SessionCells[];
  /** Everything was shut down, and nothing has booted since. */
  readonly isDown: boolean;
  /** The clock is about to be moved: the time before, in µs; the next record tells the time behind. */
  readonly oldTime?: bigint;
}

/**
 * Records in file order to sessions or events, in STAYS (the rules: `assembly/pair/pair.ts`). The files of one log follow
 * each other as one history; what is open at the end of one may end in the next. Memory holds the open sessions only.
 *
 * `take` the rows of ROWS, then call `next` until it gives 0, encoding the rows it announces between the calls.
 */
export class Pairing {
  readonly #core: Core;
  readonly #shape: PairingShape;
  #first = 0;
  #count = 0;
  #isListing = false;
  #label = 0;
  /** Of the logs before this one. */
  #evicted = 0;
  #cut = 0;

  constructor(core: Core, shape: PairingShape) {
    this.#core = core;
    this.#shape = shape;
    core.useEntity(entityNumbers[shape]);
    core.beginPairing(shape === "events" ? 1 : 0);
  }

  /** Another log begins, which knows nothing of the one before: `finish` shows first what is open there. */
  beginLog(): void {
    this.#evicted += this.#core.evictedSessions();
    this.#cut += this.#core.cutSessions();
    this.#core.beginPairing(this.#shape === "events" ? 1 : 0);
  }

  /** Says what the rows to come are. */
  beginFile({ nature, key, label }: FileNature): void {
    const { LAYOUT_NAMES, LAYOUT_NAMES_BYTES } = this.#core.regions;
    this.#label = (this.#label + 1) % LABELS;
    const at = LAYOUT_NAMES + LAYOUT_NAMES_BYTES - LABEL_BYTES * (this.#label + 1);
    const bytes = Buffer.from(label).subarray(0, LABEL_BYTES);
    this.#core.bytes.set(bytes, at);
    this.#core.beginPairingFile(natureNumbers[nature], key === "id" ? 1 : 0, at, bytes.length);
  }

  /** Takes the first `rows` records of ROWS. */
  take(rows: number): void {
    this.#first = 0;
    this.#count = rows;
  }

  /** No more records: `next` gives the sessions that are open, which stay so, and a failed login held back. */
  finish(): void {
    this.#isListing = true;
    this.#core.beginOpen(this.#shape === "sessions" ? lists.sessions : lists.nothing);
  }

  /** What `restore` needs to go on from here. */
  kept(): Kept {
    const open: SessionCells[] = [];
    const reader = new RowReader(this.#core, keptFields, "STAYS");
    this.#core.beginOpen(lists.everything);
    for (let rows = this.#core.listOpen(); rows > 0; rows = this.#core.listOpen()) {
      for (let row = 0; row < rows; row++) open.push(reader.read(row));
    }
    const oldTime = this.#core.pendingTime();
    return { open, isDown: this.#core.isShutDown() === 1, ...(oldTime === ABSENT ? {} : { oldTime }) };
  }

  /** Goes on from what `kept` gave; returns how many of its sessions found no room. Uses TEXT and STAYS. */
  restore({ open, isDown, oldTime = ABSENT }: Kept): number {
    const writer = new RowWriter(this.#core, keptFields, "STAYS");
    let lost = 0;
    let rows = 0;
    const flush = (): void => {
      lost += rows - this.#core.restoreOpen(rows);
      rows = 0;
      writer.clear();
    };
    flush();
    for (const session of open) {
      if (rows === this.#core.regions.MAX_ROWS || !writer.write(rows, session)) {
        flush();
        writer.write(rows, session);
      }
      rows += 1;
    }
    flush();
    this.#core.setShutDown(isDown ? 1 : 0);
    this.#core.setPendingTime(oldTime);
    return lost;
  }

  /** Makes the next rows and returns how many stand in STAYS; 0: all that was taken has been paired. */
  next(): number {
    if (this.#isListing) return this.#listNext();
    while (this.#first < this.#count) {
      const stays = this.#core.pair(this.#first, this.#count);
      this.#first = this.#core.pairedRecords();
      if (stays > 0) return stays;
    }
    return 0;
  }

  /** What memory could not hold, as sentences. */
  lost(): string[] {
    const evicted = this.#evicted + this.#core.evictedSessions();
    const cut = this.#cut + this.#core.cutSessions();
    return [
      ...(evicted > 0
        ? [`${counted(evicted, "session")} shown without an end: more were open at once than memory holds`]
        : []),
      ...(cut > 0 ? [`${counted(cut, "session")} with texts of more than 800 bytes: cut there`] : []),
    ];
  }

  #listNext(): number {
    const stays = this.#core.listOpen();
    if (stays === 0) this.#isListing = false;
    return stays;
  }
}
