import type { FailedNames } from "../follow/follow-options.ts";
import type { ToldMoment } from "../follow/told-moments.ts";
import type { LogonEventCells } from "../model/logon.ts";
import { logonEventEntity } from "../model/logon-event-entity.ts";
import type { Core } from "../wasm/core.ts";
import { entityNumbers } from "../wasm/entity-numbers.ts";
import { Selector } from "../wasm/selector.ts";
import { inBatches } from "../wasm/stay-batches.ts";
import type { ChannelsState } from "../windows/follow/channels-state.ts";
import { type FollowChannels, WindowsFollower } from "../windows/follow/follower.ts";
import { isNoiseRow } from "../windows/noise-row.ts";
import { cutToFit } from "./cut-to-fit.ts";
import { encoderOf } from "./encoded.ts";
import { EventOrdinals } from "./event-ordinals.ts";
import { freshSalt, LogonNames } from "./logon-names.ts";
import { Stays } from "./stays.ts";
import type { View } from "./view.ts";

/** Everything that the feed needs to go on: plain data, saved as one. */
export interface LogonFeedState<Kept> extends ChannelsState<Kept> {
  /** 32 hexadecimal digits, for the hashes of names. */
  readonly salt: string;
  /** The moments that were told last. */
  readonly told: readonly ToldMoment[];
}

/** What to follow, and what of it to tell. */
export interface LogonFeedOptions<Kept> extends FollowChannels<Kept> {
  readonly failedNames: FailedNames;
}

/** Logon events since the last poll, as text. */
export interface NewLogonEvents<Kept> {
  readonly text: readonly Uint8Array[];
  /** Where the next poll goes on: to be saved when the text is safe. The same object when nothing has changed. */
  readonly state: LogonFeedState<Kept>;
}

/** Follows the event logs of Windows and makes text of what happened. It has a core of its own, as one of Unix has. */
export class LogonFeed<Kept> {
  readonly #core: Core;
  readonly #follower: WindowsFollower<Kept>;
  readonly #view: View;
  readonly #salt: string;
  readonly #names: LogonNames;
  readonly #stays: Stays;
  readonly #ordinals: EventOrdinals;
  readonly #selector: Selector;
  #followed: ChannelsState<Kept> | undefined;
  #state: LogonFeedState<Kept> | undefined;

  /** `state`: where an earlier run got to. */
  constructor(core: Core, options: LogonFeedOptions<Kept>, state: LogonFeedState<Kept> | undefined, view: View) {
    this.#core = core;
    this.#view = view;
    this.#salt = state?.salt ?? freshSalt();
    this.#names = new LogonNames(options.failedNames, this.#salt);
    this.#stays = new Stays(core);
    this.#ordinals = new EventOrdinals(core, this.#stays, state?.told ?? []);
    this.#follower = new WindowsFollower(options, state);
    this.#followed = state;
    this.#state = state;
    this.#selector = new Selector(core, view.selection);
  }

  /** What came into the logs since the last poll, or since the saved state. */
  async poll(): Promise<NewLogonEvents<Kept>> {
    const text: Uint8Array[] = [];
    this.#ordinals.begin();
    const encoder = encoderOf(this.#core, logonEventEntity, this.#view, text);
    const followed = await this.#follower.poll((told) => {
      inBatches(this.#core, logonEventEntity, this.#shown(told), (rows) => encoder.rows(this.#prepare(rows)));
    });
    encoder.end();
    if (this.#state === undefined || followed !== this.#followed) {
      this.#state = { ...followed, salt: this.#salt, told: this.#ordinals.end() };
      this.#followed = followed;
    }
    return { text, state: this.#state };
  }

  *#shown(told: readonly LogonEventCells[]): Generator<LogonEventCells> {
    for (const event of told) {
      if (this.#view.include === "all" || !isNoiseRow(event)) yield this.#names.covered(event);
    }
  }

  /** Ordinals come before selection: they do not depend on what is asked for. */
  #prepare(rows: number): number {
    this.#core.useEntity(entityNumbers.events);
    if (this.#view.format === "line-protocol") {
      cutToFit(this.#stays, logonEventEntity, rows);
      this.#ordinals.assign(rows);
    }
    return this.#selector.keep(rows);
  }
}
