import type { WhofluxError } from "../../../src/model/error.ts";
import type { LogonEventCells } from "../../../src/model/logon.ts";
import type { WindowsEvent } from "../../../src/windows/events/event.ts";
import type { ChannelsState } from "../../../src/windows/follow/channels-state.ts";
import type { FollowChannels } from "../../../src/windows/follow/follow-channels.ts";
import { WindowsFollower } from "../../../src/windows/follow/follower.ts";
import type { Beginning, Teller } from "../../../src/windows/follow/teller.ts";
import { type ChannelWord, channelNames, channelWords } from "../../../src/windows/stories/known.ts";
import { MemoryWindows } from "./memory-windows.ts";

/** Microseconds. */
export const SECOND = 1_000_000n;
/** When the clock of these tests begins: in µs. */
export const START = 1_767_225_600n * SECOND;

const events = {
  security: ["Microsoft-Windows-Security-Auditing", 4624],
  system: ["Microsoft-Windows-Kernel-General", 12],
  lsm: ["Microsoft-Windows-TerminalServices-LocalSessionManager", 21],
  rcm: ["Microsoft-Windows-TerminalServices-RemoteConnectionManager", 1149],
  rdpcorets: ["Microsoft-Windows-RemoteDesktopServices-RdpCoreTS", 131],
} as const satisfies Readonly<Record<ChannelWord, readonly [provider: string, id: number]>>;

/** A follower of logs in memory, its clock, and everything that it told and said. */
export class Followed<Kept> {
  readonly windows = new MemoryWindows(channelWords.map((word) => channelNames[word]));
  readonly written: WindowsEvent[] = [];
  readonly told: LogonEventCells[] = [];
  notices: string[] = [];
  faults: WhofluxError[] = [];
  /** Microseconds. */
  now = START;
  saved: ChannelsState<Kept> | undefined;
  /** Whether the last poll left something. */
  rest: "more" | "none" = "none";
  #follower: WindowsFollower<Kept>;
  readonly #begin: (from: Beginning<Kept>) => Teller<Kept>;
  readonly #options: Partial<FollowChannels<Kept>>;

  constructor(begin: (from: Beginning<Kept>) => Teller<Kept>, options: Partial<FollowChannels<Kept>> = {}) {
    this.#begin = begin;
    this.#options = options;
    this.#follower = this.#followerOf(undefined);
  }

  /** Something happens on the computer, now or `ahead` µs from now. */
  write(word: ChannelWord, more: Partial<WindowsEvent> = {}): WindowsEvent {
    const [provider, id] = events[word];
    const common = { provider, id, version: 0, computer: "PC1", time: this.now, data: new Map(), unnamed: [] };
    const event = this.windows.write({ ...common, channel: channelNames[word], ...more });
    this.written.push(event);
    return event;
  }

  /** One poll; what it told counts when its state was saved, too. */
  async poll(saving: "saved" | "lost" = "saved"): Promise<readonly LogonEventCells[]> {
    const rows: LogonEventCells[] = [];
    const { state, rest } = await this.#follower.poll((told) => rows.push(...told));
    if (saving === "lost") {
      this.restart();
      return [];
    }
    this.rest = rest;
    this.saved = structuredClone(state);
    this.told.push(...rows);
    return rows;
  }

  /** Polls as long as there is more. */
  async pollAll(): Promise<void> {
    for (let polls = 0; polls < 10_000; polls++) {
      await this.poll();
      if (this.rest === "none") return;
    }
    throw new Error("there was always more");
  }

  /** Another process goes on from what was saved. */
  restart(): void {
    this.#follower = this.#followerOf(this.saved);
  }

  #followerOf(state: ChannelsState<Kept> | undefined): WindowsFollower<Kept> {
    return new WindowsFollower(
      {
        windows: this.windows,
        channels: channelWords,
        start: "now",
        report: { skip() {}, fail: (error) => this.faults.push(error), notice: (text) => this.notices.push(text) },
        now: () => Number(this.now / 1000n),
        parse: MemoryWindows.parse,
        begin: this.#begin,
        ...this.#options,
      },
      state,
    );
  }
}
