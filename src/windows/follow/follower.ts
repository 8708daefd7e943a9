import type { LogonEventCells } from "../../model/logon.ts";
import { AskError } from "../ask.ts";
import { askFault } from "../ask-fault.ts";
import type { WindowsEvent } from "../events/event.ts";
import { type ChannelWord, channelNames, channelWords, isKnown } from "../stories/known.ts";
import { utcMicros } from "../utc-time.ts";
import type { ChannelsState, Places } from "./channels-state.ts";
import { deaf, EVER_SINCE, type FollowChannels, type FollowedChannels, type Listener } from "./follow-channels.ts";
import { merged } from "./merge.ts";
import type { Place } from "./place.ts";
import { type Plan, planPoll, type Step } from "./plan.ts";
import { Progress } from "./progress.ts";
import { readChannel } from "./read-channel.ts";
import { RowBatches } from "./row-batches.ts";
import type { Teller } from "./teller.ts";

/** An event is decided when it is as old, in µs: by then what other logs say of the same moment has been written. */
const DELAY = 15_000_000n;
/** How far a clock may be ahead of ours before it is another one, in µs: nobody waits for its moments to come. */
const AHEAD = 60_000_000n;
const EVER = 2n ** 63n - 1n;

/**
 * Follows the event logs of a computer: tells, poll by poll, what came into them since the last one, each event once.
 *
 * A state goes in and a state comes out, with the places in the logs and what is known of open sessions at the same moment
 * in it: saved after the rows are safe, it makes a restart lose nothing; a poll that was not saved tells the same again.
 */
export class WindowsFollower<Kept> {
  readonly #options: FollowChannels<Kept>;
  #state: ChannelsState<Kept> | undefined;
  #teller: Teller<Kept> | undefined;

  /** `state`: what the last poll returned; undefined the first time. */
  constructor(options: FollowChannels<Kept>, state: ChannelsState<Kept> | undefined) {
    this.#options = options;
    this.#state = state;
  }

  /**
   * Reads what came and hands on rows as they are decided. When `rows` throws, so does this, and the next poll begins where
   * this one did. Throws E_SOURCE when nothing can be asked; what fails of one log goes to `options.report`. One poll at
   * a time.
   */
  async poll(rows: Listener["rows"]): Promise<FollowedChannels<Kept>> {
    const { windows, channels, start, report, budget = Number.POSITIVE_INFINITY } = this.#options;
    const names = channels.map((channel) => channelNames[channel]);
    const answer = await windows.ask("channels", { names }).catch(rethrown);
    const before = this.#state;
    const plan = planPoll(answer, { channels, places: before?.places, start, report });
    const isSilent = before === undefined && start === "now";
    const first = plan.isBeginning && typeof start === "object" ? start.since : undefined;
    const since = before?.since ?? first ?? EVER_SINCE;
    const listener = isSilent ? deaf : { rows, budget, since };
    try {
      const { state, rest } = await this.#read(plan, listener);
      if (before === undefined || !isSame(before, state)) this.#state = state;
      return { state: this.#state ?? state, rest };
    } catch (error) {
      // What it took is read again, from the state that stands.
      this.#teller = undefined;
      throw error;
    }
  }

  async #read({ places, steps }: Plan, { rows, budget, since }: Listener): Promise<FollowedChannels<Kept>> {
    const progress = new Map(steps.map((step) => [step, new Progress(step.onward.place)] as const));
    const told = new RowBatches(rows, since);
    const kept = this.#state?.stories;
    if (kept !== undefined) this.#teller ??= this.#options.begin({ kept });
    const logs = [...progress].map(([step, one]) => this.#log(step, one));
    let latest = EVER_SINCE;
    let isWhole = true;
    let isSpent = false;
    const isAnew = (): boolean => [...progress.values()].some((one) => one.isAnew);
    try {
      for await (const event of merged(logs)) {
        this.#teller ??= await this.#begin(event.computer);
        told.add(this.#teller.take(event));
        if (event.time > latest) latest = event.time;
        // Where numbers began anew, they do not tell how far a log is decided before it is read to its end.
        isSpent = told.count >= budget && !isAnew();
        if (isSpent) break;
      }
    } catch (error) {
      if (!(error instanceof AskError)) throw error;
      this.#options.report.fail(askFault(error));
      for (const one of progress.values()) one.breakOff();
      isWhole = false;
    }
    const now = BigInt(this.#options.now()) * 1000n;
    if (isSpent) for (const one of progress.values()) one.breakOff();
    else if (latest > now + AHEAD || isAnew()) told.add(this.#settle(EVER));
    else if (isWhole) told.add(this.#settle(now - DELAY));
    told.flush();
    const state = this.#reached(places, progress);
    if (!isSpent) return { state, rest: "none" };
    return { state: since === EVER_SINCE ? state : { ...state, since }, rest: "more" };
  }

  #settle(until: bigint): readonly LogonEventCells[] {
    return this.#teller?.settle(until) ?? [];
  }

  #reached(places: Places, progress: ReadonlyMap<Step, Progress>): ChannelsState<Kept> {
    const teller = this.#teller;
    const after: Partial<Record<ChannelWord, Place>> = { ...places };
    for (const [{ channel, last }, one] of progress) {
      after[channel] = one.placeAfter(teller?.settled(channelNames[channel]), last);
    }
    teller?.drop();
    const stories = progress.size === 0 ? this.#state?.stories : teller?.keep();
    return { places: after, ...(stories === undefined ? {} : { stories }) };
  }

  /**
   * Logon ids begin anew with each start of the computer; which one this is, only it can say. `host`: its name in the
   * first event, where it does not say that.
   */
  async #begin(host: string): Promise<Teller<Kept>> {
    const { begin, windows } = this.#options;
    const { boot } = await windows.ask("logons", {}).catch(unknownBoot);
    const time = boot === null ? undefined : utcMicros(boot);
    if (time === undefined) return begin({});
    const computer = await windows.greet().then(({ computer }) => computer, nobody);
    return begin({ boot: { host: computer === undefined || isCut(computer, host) ? host : computer, time } });
  }

  /** The known events of one log. One that may not be opened, or is damaged at some record, hinders no other. */
  async *#log({ channel, onward, last }: Step, progress: Progress): AsyncGenerator<WindowsEvent> {
    const { windows, report } = this.#options;
    const path = channelNames[channel];
    const begunAnew = (place: Place, message: string): void => {
      progress.beginAnew(place);
      report.notice(`${path}: ${message}`);
    };
    const eventOf = (xml: string): WindowsEvent | undefined => this.#eventOf(path, xml);
    try {
      for await (const event of readChannel({ windows, channel, onward, last, eventOf, begunAnew })) {
        progress.take(event, this.#teller?.settled(path));
        yield event;
      }
    } catch (error) {
      if (!(error instanceof AskError) || error.fault !== "refused") throw error;
      report.fail(askFault(error, path));
      progress.breakOff();
    }
  }

  #eventOf(path: string, xml: string): WindowsEvent | undefined {
    const { parse, report } = this.#options;
    const where = whereOf(xml);
    const { event, fault } = parse(xml, (reason) => report.skip({ path, where, lost: "value", reason }));
    if (fault !== undefined) report.skip({ path, where, reason: fault });
    return event !== undefined && isKnown(event.provider, event.id) ? event : undefined;
  }
}

/** The number of a record by its text alone: an event that cannot be read has one too. */
function whereOf(xml: string): string {
  return `record ${/<EventRecordID>(\d{1,20})</.exec(xml)?.[1] ?? "without a number"}`;
}

function isSame<Kept>(before: ChannelsState<Kept>, after: ChannelsState<Kept>): boolean {
  return (
    before.since === after.since && channelWords.every((channel) => before.places[channel] === after.places[channel])
  );
}

/** Whether a computer's name is that of `host`, of which NetBIOS keeps 15 characters. */
function isCut(computer: string, host: string): boolean {
  return computer.length === 15 && host.toLowerCase().startsWith(computer.toLowerCase());
}

function unknownBoot(error: unknown): { readonly boot: null } {
  nobody(error);
  return { boot: null };
}

function nobody(error: unknown): undefined {
  if (!(error instanceof AskError)) throw error;
}

function rethrown(error: unknown): never {
  throw error instanceof AskError ? askFault(error) : error;
}
