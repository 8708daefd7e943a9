import type { FileNature } from "../model/file-nature.ts";
import { sessionCells } from "../model/session.ts";
import { historyEntity } from "../model/session-entity.ts";
import type { Core } from "./core.ts";

/** What is made of records. */
export type PairingShape = "sessions" | "events";

const natures = { history: 0, failed: 1, moments: 2, "last-login": 3, failures: 4 } as const;
const entities = { events: 1, sessions: 2 } as const;
/** Room behind the layouts' names where the label of a file stands while its rows go by. */
const LABEL_BYTES = 64;

/**
 * Records in file order to sessions or events, in STAYS (the rules: `assembly/pair/pair.ts`). Files follow each other as
 * one history; what is open at the end of one may end in the next. Memory holds the open sessions only.
 *
 * `take` the rows of ROWS, then call `next` until it gives 0, encoding the rows it announces between the calls.
 */
export class Pairing {
  readonly #core: Core;
  #first = 0;
  #count = 0;
  #isListing = false;

  constructor(core: Core, shape: PairingShape) {
    this.#core = core;
    core.useEntity(entities[shape]);
    core.beginPairing(shape === "events" ? 1 : 0);
  }

  /** Says what the rows to come are. */
  beginFile({ nature, key, label }: FileNature): void {
    const { LAYOUT_NAMES, LAYOUT_NAMES_BYTES } = this.#core.regions;
    const at = LAYOUT_NAMES + LAYOUT_NAMES_BYTES - LABEL_BYTES;
    const bytes = Buffer.from(label).subarray(0, LABEL_BYTES);
    this.#core.bytes.set(bytes, at);
    this.#core.beginPairingFile(natures[nature], key === "id" ? 1 : 0, at, bytes.length);
  }

  /** Takes the first `rows` records of ROWS. */
  take(rows: number): void {
    this.#first = 0;
    this.#count = rows;
  }

  /** No more records: lists the sessions that are open, which stay so, and lets go of a failed login held back. */
  finish(): void {
    this.#isListing = true;
    this.#core.beginOpen();
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
    const evicted = this.#core.evictedSessions();
    const cut = this.#core.cutSessions();
    return [
      ...(evicted > 0 ? [`${evicted} sessions shown without an end: more were open at once than memory holds`] : []),
      ...(cut > 0 ? [`${cut} sessions with texts of more than 800 bytes: cut there`] : []),
    ];
  }

  #listNext(): number {
    const stays = this.#core.listOpen();
    if (stays === 0) this.#isListing = false;
    return stays;
  }
}
