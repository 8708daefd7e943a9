import type { FollowOptions } from "../follow/follow-options.ts";
import type { FollowState } from "../follow/follow-state.ts";
import { Follower } from "../follow/follower.ts";
import { eventEntity } from "../model/event-entity.ts";
import type { Core } from "../wasm/core.ts";
import { entityNumbers } from "../wasm/entity-numbers.ts";
import { Selector } from "../wasm/selector.ts";
import { cutToFit } from "./cut-to-fit.ts";
import { encoderOf } from "./encoded.ts";
import { EventOrdinals } from "./event-ordinals.ts";
import { Stays } from "./stays.ts";
import type { View } from "./view.ts";

/** Events since the last poll, as text. */
export interface NewEvents {
  readonly text: readonly Uint8Array[];
  /** Where the next poll goes on: to be saved when the text is safe. The same object when nothing has changed. */
  readonly state: FollowState;
}

/** Follows the logs of a system and makes text of what happened. It has a core of its own, for open sessions stay in it. */
export class EventFeed {
  readonly #core: Core;
  readonly #follower: Follower;
  readonly #view: View;
  readonly #stays: Stays;
  readonly #ordinals: EventOrdinals;
  readonly #selector: Selector;
  #followed: FollowState | undefined;
  #state: FollowState | undefined;

  /** `state`: where an earlier run got to. */
  constructor(core: Core, options: FollowOptions, state: FollowState | undefined, view: View) {
    this.#core = core;
    this.#view = view;
    this.#stays = new Stays(core);
    this.#ordinals = new EventOrdinals(core, this.#stays, state?.told ?? []);
    this.#follower = new Follower(core, options, state);
    this.#followed = state;
    this.#state = state;
    this.#selector = new Selector(core, view.selection);
  }

  /** What was appended to the logs since the last poll, or since the saved state. */
  async poll(): Promise<NewEvents> {
    const text: Uint8Array[] = [];
    this.#ordinals.begin();
    const encoder = encoderOf(this.#core, eventEntity, this.#view, text);
    const followed = await this.#follower.poll((rows) => encoder.rows(this.#prepare(rows)));
    encoder.end();
    if (this.#state === undefined || followed !== this.#followed) {
      this.#state = { ...followed, told: this.#ordinals.end() };
      this.#followed = followed;
    }
    return { text, state: this.#state };
  }

  /** Ordinals come before selection: they do not depend on what is asked for. */
  #prepare(rows: number): number {
    this.#core.useEntity(entityNumbers.events);
    if (this.#view.format === "line-protocol") {
      cutToFit(this.#stays, eventEntity, rows);
      this.#ordinals.assign(rows);
    }
    return this.#selector.keep(rows);
  }
}
