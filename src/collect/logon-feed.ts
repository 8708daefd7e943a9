import type { FailedNames } from "../follow/follow-options.ts";
import type { ToldMoment } from "../follow/told-moments.ts";
import type { LogonEventCells } from "../model/logon.ts";
import { logonEventEntity } from "../model/logon-event-entity.ts";
import type { Core } from "../wasm/core.ts";
import { inBatches } from "../wasm/stay-batches.ts";
import type { ChannelsState } from "../windows/follow/channels-state.ts";
import type { FollowChannels } from "../windows/follow/follow-channels.ts";
import { WindowsFollower } from "../windows/follow/follower.ts";
import { isNoiseRow } from "../windows/noise-row.ts";
import type { NewEvents } from "./event-feed.ts";
import { EventText } from "./event-text.ts";
import { freshSalt, LogonNames } from "./logon-names.ts";
import type { View } from "./view.ts";

/** Everything that the feed needs to go on: plain data, saved as one. */
export interface LogonFeedState<Kept> {
  /** 32 hexadecimal digits, for the hashes of names. */
  readonly salt: string;
  /** The moments that were told last. */
  readonly told: readonly ToldMoment[];
  /** Absent before the first poll. */
  readonly channels?: ChannelsState<Kept>;
}

/** What to follow, and what of it to tell. */
export interface LogonFeedOptions<Kept> extends FollowChannels<Kept> {
  readonly failedNames: FailedNames;
}

/** Follows the event logs of Windows and makes text of what happened. It has a core of its own, as one of Unix has. */
export class LogonFeed<Kept> {
  readonly #core: Core;
  readonly #follower: WindowsFollower<Kept>;
  readonly #include: View["include"];
  readonly #names: LogonNames;
  readonly #text: EventText;
  #state: LogonFeedState<Kept>;

  /** `state`: where an earlier run got to. */
  constructor(core: Core, options: LogonFeedOptions<Kept>, state: LogonFeedState<Kept> | undefined, view: View) {
    this.#core = core;
    this.#include = view.include;
    this.#state = state ?? { salt: freshSalt(), told: [] };
    this.#names = new LogonNames(options.failedNames, this.#state.salt);
    this.#text = new EventText(core, logonEventEntity, view, this.#state.told);
    this.#follower = new WindowsFollower(options, this.#state.channels);
  }

  /** Where the next poll goes on: before the first one, with the salt that its lines will have. */
  get state(): LogonFeedState<Kept> {
    return this.#state;
  }

  /** What came into the logs since the last poll, or since the saved state. */
  async poll(): Promise<NewEvents<LogonFeedState<Kept>>> {
    this.#text.begin();
    const { state: channels, rest } = await this.#follower.poll((told) => {
      inBatches(this.#core, logonEventEntity, this.#shown(told), (rows) => this.#text.take(rows));
    });
    const text = this.#text.end();
    if (channels !== this.#state.channels) this.#state = { ...this.#state, told: this.#text.told, channels };
    return { text, rest, state: this.#state };
  }

  *#shown(told: readonly LogonEventCells[]): Generator<LogonEventCells> {
    for (const event of told) {
      if (this.#include === "all" || !isNoiseRow(event)) yield this.#names.covered(event);
    }
  }
}
