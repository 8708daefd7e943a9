import type { ToldMoment } from "../follow/told-moments.ts";
import type { Entity } from "../model/entity.ts";
import type { Core } from "../wasm/core.ts";
import { entityNumbers } from "../wasm/entity-numbers.ts";
import type { RowEncoder } from "../wasm/row-encoder.ts";
import { Selector } from "../wasm/selector.ts";
import { cutToFit } from "./cut-to-fit.ts";
import { encoderOf } from "./encoded.ts";
import { EventOrdinals } from "./event-ordinals.ts";
import { Stays } from "./stays.ts";
import type { View } from "./view.ts";

/** Makes text of the events of one feed, poll by poll. Its core is the feed's own. */
export class EventText {
  readonly #core: Core;
  readonly #entity: Entity;
  readonly #view: View;
  readonly #stays: Stays;
  readonly #ordinals: EventOrdinals;
  readonly #selector: Selector;
  #pieces: Uint8Array[] = [];
  #encoder: RowEncoder;

  /** `told`: the moments that an earlier run told last. */
  constructor(core: Core, entity: Entity, view: View, told: readonly ToldMoment[]) {
    this.#core = core;
    this.#entity = entity;
    this.#view = view;
    this.#stays = new Stays(core);
    this.#ordinals = new EventOrdinals(core, this.#stays, told);
    this.#selector = new Selector(core, view.selection);
    this.#encoder = encoderOf(core, entity, view, this.#pieces);
  }

  /** Begins a poll, as if one that did not come to its end had not been. Needs STAYS and TEXT for itself. */
  begin(): void {
    this.#ordinals.begin();
    this.#pieces = [];
    this.#encoder = encoderOf(this.#core, this.#entity, this.#view, this.#pieces);
  }

  /** Takes the first `rows` events in STAYS. Ordinals come before selection: they do not depend on what is asked for. */
  take(rows: number): void {
    this.#core.useEntity(entityNumbers.events);
    if (this.#view.format === "line-protocol") {
      cutToFit(this.#stays, this.#entity, rows);
      this.#ordinals.assign(rows);
    }
    this.#encoder.rows(this.#selector.keep(rows));
  }

  /** Ends a poll that went well: its text, in pieces of whole rows. */
  end(): readonly Uint8Array[] {
    this.#encoder.end();
    this.#ordinals.end();
    return this.#pieces;
  }

  /** The moments that were told last, at the end of the last poll that went well. */
  get told(): readonly ToldMoment[] {
    return this.#ordinals.told;
  }
}
