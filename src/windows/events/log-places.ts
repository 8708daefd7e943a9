import type { WindowsEvent } from "./event.ts";

/** Microseconds by which a log's times may go back while its records go on: several threads write to it. */
const JITTER = 10_000_000n;

/** Logs that are remembered; anybody can make a file that names more computers than memory is meant for. */
const LOGS = 1024;

interface Place {
  record: bigint;
  place: bigint;
}

/** Where the last event of each log of each computer stands in time, as far as its records go on. */
export class LogPlaces {
  readonly #logs = new Map<string, Place>();
  #last: WindowsEvent | undefined;
  #log: Place | undefined;

  /**
   * The time to put an event in order by: its own, but none before the event that its log has in front of it. Undefined:
   * the log went on while its clock was set back.
   */
  placeOf(event: WindowsEvent): bigint | undefined {
    const log = this.#logOf(event);
    const { record, time } = event;
    const goesOn = record > log.record && log.record > 0n;
    const { place } = log;
    log.record = record;
    if (!goesOn || time >= place) log.place = time;
    else if (place - time > JITTER) {
      // The other logs of the computer go on with the new time: nothing is known of them.
      this.#logs.clear();
      this.#logs.set(keyOf(event), log);
      log.place = time;
      return undefined;
    }
    return log.place;
  }

  /** The next event is of the same log as the last one, as a rule. */
  #logOf(event: WindowsEvent): Place {
    const last = this.#last;
    this.#last = event;
    if (this.#log !== undefined && last?.channel === event.channel && last.computer === event.computer)
      return this.#log;
    const key = keyOf(event);
    let log = this.#logs.get(key);
    if (log === undefined) {
      if (this.#logs.size === LOGS) this.#logs.clear();
      log = { record: 0n, place: event.time };
      this.#logs.set(key, log);
    }
    this.#log = log;
    return log;
  }
}

function keyOf({ computer, channel }: WindowsEvent): string {
  return `${computer.toLowerCase()}\n${channel}`;
}
