import type { WhofluxError } from "../../../src/model/error.ts";
import type { Report, SkipReport } from "../../../src/model/report.ts";
import type { ByteSource } from "../../../src/unix/open/byte-source.ts";
import type { Windows } from "../../../src/windows/ask.ts";
import type { WindowsEvent } from "../../../src/windows/events/event.ts";
import { readEvents } from "../../../src/windows/events/read-events.ts";
import type { Tally } from "../../../src/windows/events/tally.ts";
import { memorySource } from "../../kit/memory-source.ts";

/** What was heard of a reading. */
export interface Heard {
  readonly skips: SkipReport[];
  readonly fails: WhofluxError[];
  readonly notices: string[];
}

/** Everything that reading gave. */
export interface Reading extends Heard {
  readonly events: readonly WindowsEvent[];
  readonly tally: Readonly<Tally>;
}

/** A report that keeps what it hears. */
export function listening(): Heard & { readonly report: Report } {
  const heard: Heard = { skips: [], fails: [], notices: [] };
  return {
    ...heard,
    report: {
      skip: (skip) => heard.skips.push(skip),
      fail: (error) => heard.fails.push(error),
      notice: (message) => heard.notices.push(message),
    },
  };
}

/** Reads files, or sources, to their end. */
export async function readAll(inputs: readonly (string | ByteSource)[], windows?: Windows): Promise<Reading> {
  const { report, ...heard } = listening();
  const logs = readEvents(inputs, { report, ...(windows === undefined ? {} : { windows }) });
  const events: WindowsEvent[] = [];
  for await (const event of logs) events.push(event);
  return { ...heard, events, tally: logs.tally };
}

/** Reads a text or bytes that come in pieces of the given sizes. */
export function readText(text: string | Uint8Array, sizes?: readonly number[]): Promise<Reading> {
  return readAll([memorySource(typeof text === "string" ? Buffer.from(text) : text, sizes)]);
}

/** What was skipped, each as `start-end: reason`, or `start: reason` of a lost value. */
export function skipped({ skips }: Pick<Heard, "skips">): readonly string[] {
  return skips.map(({ start, end, reason }) => `${start}${end === undefined ? "" : `-${end}`}: ${reason}`);
}
