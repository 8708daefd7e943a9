import { MAX_COUNT, MAX_TOLD, type ToldMoment } from "../follow/told-moments.ts";
import { eventCells } from "../model/event.ts";
import { eventEntity } from "../model/event-entity.ts";
import type { Core } from "../wasm/core.ts";
import { entityNumbers } from "../wasm/entity-numbers.ts";
import { inBatches } from "../wasm/stay-batches.ts";
import type { Stays } from "./stays.ts";

const { action, line, time, username } = eventCells;

/**
 * Ordinals of events that go on from poll to poll and from run to run. A log may be looked at in the middle of a second
 * of failed logins, which are stamped in whole seconds: what comes of it later must not replace what was told before.
 */
export class EventOrdinals {
  readonly #core: Core;
  readonly #stays: Stays;
  #told: ReadonlyMap<string, ToldMoment>;
  #telling = new Map<string, ToldMoment>();
  /** The core has in mind all that was told, and nothing else. */
  #isGoingOn = false;

  /** `told`: what an earlier run told last. */
  constructor(core: Core, stays: Stays, told: readonly ToldMoment[]) {
    this.#core = core;
    this.#stays = stays;
    this.#told = new Map(told.map((moment) => [keyOf(moment), moment]));
  }

  /**
   * Begins a poll. The core, which no other ordinals may be taken from, goes on counting where the last poll ended: it
   * remembers more than what is kept. Needs STAYS and TEXT for itself.
   */
  begin(): void {
    const isGoingOn = this.#isGoingOn;
    this.#isGoingOn = false;
    this.#telling = new Map(this.#told);
    if (isGoingOn) return;
    this.#core.resetOrdinals();
    this.#core.useEntity(entityNumbers.events);
    for (const { count, ...moment } of this.#told.values()) {
      const cells = {
        time: BigInt(moment.time),
        action: BigInt(moment.action),
        line: Buffer.from(moment.line, "hex"),
        username: Buffer.from(moment.username, "hex"),
      };
      inBatches(this.#core, eventEntity, [cells], () => {
        for (let again = 0; again < count; again++) this.#core.assignOrdinals(1);
      });
    }
  }

  /** Numbers the next rows of STAYS. */
  assign(rows: number): void {
    this.#core.assignOrdinals(rows);
    for (let row = 0; row < rows; row++) {
      const moment = this.#momentOf(row);
      const key = keyOf(moment);
      const count = Math.min((this.#telling.get(key)?.count ?? 0) + 1, MAX_COUNT);
      this.#telling.delete(key);
      this.#telling.set(key, { ...moment, count });
    }
    const spare = this.#telling.size - MAX_TOLD;
    if (spare > 0) for (const key of [...this.#telling.keys()].slice(0, spare)) this.#telling.delete(key);
  }

  /** The poll went well. */
  end(): void {
    this.#told = this.#telling;
    this.#isGoingOn = true;
  }

  /** What is to be remembered, the latest last. */
  get told(): readonly ToldMoment[] {
    return [...this.#told.values()];
  }

  #momentOf(row: number): ToldMoment {
    const hex = (cell: number): string => Buffer.from(this.#stays.text(row, cell), "latin1").toString("hex");
    return {
      time: String(this.#stays.number(row, time)),
      action: Number(this.#stays.number(row, action)),
      line: hex(line),
      username: hex(username),
      count: 1,
    };
  }
}

function keyOf({ time: moment, action: number, line: terminal, username: name }: ToldMoment): string {
  return `${moment} ${number} ${terminal} ${name}`;
}
