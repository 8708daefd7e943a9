import { WhofluxError } from "../../model/error.ts";
import type { Report } from "../../model/report.ts";
import type { ByteSource } from "../../unix/open/byte-source.ts";
import type { Windows } from "../ask.ts";
import type { Events, WindowsEvent } from "./event.ts";
import { compareEvents, compareInFile, isSameEvent } from "./event-order.ts";
import { type Batches, openLog } from "./open-log.ts";
import type { Tally } from "./tally.ts";

/** Events that are held to put disorder right, in all logs together and in each at least. */
const HELD = 8192;
const HELD_EACH = 4096;
const HELD_LEAST = 256;

/** What reading event files takes. */
export interface EventReading {
  readonly report: Report;
  /** Who reads .evtx files; absent: they are an error with its cure. */
  readonly windows?: Windows;
}

/** The events of files, and what became of others. */
export interface EventLogs extends Events {
  /** So far; whole when all events were taken. */
  readonly tally: Readonly<Tally>;
}

/**
 * Reads event files of any supported kind (paths, `-` for standard input, or open sources) as one stream of the events
 * that tell about logins, ordered by time, log and record. It can be taken once, and closes what it opened.
 *
 * Memory does not grow with the files. Parts that cannot be read, and files, go to `report`; reading goes on.
 */
export function readEvents(inputs: readonly (string | ByteSource)[], { report, windows }: EventReading): EventLogs {
  const tally: Tally = { other: 0, repeated: 0 };
  const size = Math.max(HELD_LEAST, Math.min(HELD_EACH, Math.floor(HELD / Math.max(1, inputs.length))));
  const open = async (): Promise<Log[][]> => {
    const files: Log[][] = [];
    for (const input of inputs) {
      const fail = firstFailure(report);
      try {
        const batches = await openLog(input, { report, tally, size, ...(windows === undefined ? {} : { windows }) });
        files.push(batches.map((events) => new Log(events, fail)));
      } catch (error) {
        fail(error);
      }
    }
    return files;
  };
  return { tally, [Symbol.asyncIterator]: () => merged(open, tally) };
}

/** One log at the event that comes next. */
class Log {
  head: WindowsEvent | undefined;
  readonly #batches: Batches;
  readonly #fail: (error: unknown) => void;
  #batch: readonly WindowsEvent[] = [];
  #at = 0;

  constructor(batches: Batches, fail: (error: unknown) => void) {
    this.#batches = batches;
    this.#fail = fail;
  }

  /** Goes to the next event; a promise where it is not at hand yet. */
  advance(): void | Promise<void> {
    this.head = this.#batch[this.#at];
    this.#at += 1;
    if (this.head === undefined) return this.#refill();
  }

  async close(): Promise<void> {
    await this.#batches.return(undefined);
  }

  async #refill(): Promise<void> {
    try {
      for (let got = await this.#batches.next(); got.done !== true; got = await this.#batches.next()) {
        if (got.value.length === 0) continue;
        this.#batch = got.value;
        this.head = got.value[0];
        this.#at = 1;
        return;
      }
    } catch (error) {
      this.#fail(error);
    }
  }
}

async function* merged(open: () => Promise<readonly (readonly Log[])[]>, tally: Tally): AsyncGenerator<WindowsEvent> {
  const files = await open();
  const logs = files.flat();
  try {
    for (const log of logs) await log.advance();
    let last: WindowsEvent | undefined;
    for (let log = next(files); log?.head !== undefined; log = next(files)) {
      const event = log.head;
      if (last !== undefined && isSameEvent(last, event)) tally.repeated += 1;
      else yield event;
      last = event;
      const waiting = log.advance();
      if (waiting !== undefined) await waiting;
    }
  } finally {
    for (const log of logs) await log.close();
  }
}

/** The log whose next event is the earliest, of each file the one whose turn it is; undefined when all have ended. */
function next(files: readonly (readonly Log[])[]): Log | undefined {
  let first: Log | undefined;
  for (const parts of files) {
    const log = parts.length > 1 ? earliest(parts) : parts[0];
    if (log?.head === undefined) continue;
    if (first?.head === undefined || compareEvents(log.head, first.head) < 0) first = log;
  }
  return first;
}

/** Of the parts of one file. */
function earliest(logs: readonly Log[]): Log | undefined {
  let first: Log | undefined;
  for (const log of logs) {
    if (log.head === undefined) continue;
    if (first?.head === undefined || compareInFile(log.head, first.head) < 0) first = log;
  }
  return first;
}

/** Tells the first error of a file: an .evtx file is several logs, which fail alike. What is a bug is thrown on. */
function firstFailure(report: Pick<Report, "fail">): (error: unknown) => void {
  let isTold = false;
  return (error) => {
    if (!(error instanceof WhofluxError)) throw error;
    if (!isTold) report.fail(error);
    isTold = true;
  };
}
