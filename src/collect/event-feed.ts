import type { FollowOptions } from "../follow/follow-options.ts";
import { type FollowState, freshState } from "../follow/follow-state.ts";
import { Follower } from "../follow/follower.ts";
import { eventEntity } from "../model/event-entity.ts";
import type { Core } from "../wasm/core.ts";
import { EventText } from "./event-text.ts";
import type { View } from "./view.ts";

/** Events since the last poll, as text. */
export interface NewEvents<State> {
  readonly text: readonly Uint8Array[];
  /** `more`: the poll ended where it had told as many as one may. */
  readonly rest: "more" | "none";
  /** Where the next poll goes on: to be saved when the text is safe. The same object when nothing has changed. */
  readonly state: State;
}

/** Follows the logs of a system and makes text of what happened. It has a core of its own, for open sessions stay in it. */
export class EventFeed {
  readonly #follower: Follower;
  readonly #text: EventText;
  #followed: FollowState;
  #state: FollowState;

  /** `state`: where an earlier run got to. */
  constructor(core: Core, options: FollowOptions, state: FollowState | undefined, view: View) {
    this.#state = state ?? freshState(options.root);
    this.#follower = new Follower(core, options, this.#state);
    this.#text = new EventText(core, eventEntity, view, this.#state.told ?? []);
    this.#followed = this.#state;
  }

  /** Where the next poll goes on: before the first one, with the salt that its lines will have. */
  get state(): FollowState {
    return this.#state;
  }

  /** What was appended to the logs since the last poll, or since the saved state. */
  async poll(): Promise<NewEvents<FollowState>> {
    this.#text.begin();
    const { state, rest } = await this.#follower.poll((rows) => this.#text.take(rows));
    const text = this.#text.end();
    if (state !== this.#followed) {
      this.#state = { ...state, told: this.#text.told };
      this.#followed = state;
    }
    return { text, rest, state: this.#state };
  }

  /** Lets go of files. */
  close(): void {
    this.#follower.close();
  }
}
