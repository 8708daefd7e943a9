import type { FollowState } from "../follow/follow-state.ts";
import type { Follower } from "../follow/follower.ts";
import { eventEntity } from "../model/event-entity.ts";
import type { Core } from "../wasm/core.ts";
import { cutToFit } from "./cut-to-fit.ts";
import { encoderOf } from "./encoded.ts";
import { Stays } from "./stays.ts";
import type { View } from "./view.ts";

/** Entity number of rows in STAYS that are events. */
const EVENTS = 1;

/** Events since the last poll, as text. */
export interface NewEvents {
  readonly text: readonly Uint8Array[];
  /** Where the next poll goes on: to be saved when the text is safe. */
  readonly state: FollowState;
}

/** Follows the logs of a system and makes text of what happened. It has a core of its own, for open sessions stay in it. */
export class EventFeed {
  readonly #core: Core;
  readonly #follower: Follower;
  readonly #view: View;
  readonly #stays: Stays;

  constructor(core: Core, follower: Follower, view: View) {
    this.#core = core;
    this.#follower = follower;
    this.#view = view;
    this.#stays = new Stays(core);
    if (view.selection !== null) core.bytes.set(view.selection, core.regions.FILTER);
  }

  /** What was appended to the logs since the last poll, or since the saved state. */
  async poll(): Promise<NewEvents> {
    const text: Uint8Array[] = [];
    const encoder = encoderOf(this.#core, eventEntity, this.#view, text);
    const state = await this.#follower.poll((rows) => encoder.rows(this.#prepare(rows)));
    encoder.end();
    return { text, state };
  }

  /** Ordinals come before selection: they do not depend on what is asked for. */
  #prepare(rows: number): number {
    this.#core.useEntity(EVENTS);
    if (this.#view.format === "line-protocol") {
      cutToFit(this.#stays, eventEntity, rows);
      this.#core.assignOrdinals(rows);
    }
    return this.#view.selection === null ? rows : this.#core.select(rows);
  }
}
