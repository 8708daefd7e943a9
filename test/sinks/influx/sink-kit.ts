import { openInflux } from "../../../src/sinks/influx/open.ts";
import type { LineSink, WriteOutcome } from "../../../src/sinks/influx/outcome.ts";
import type { InfluxTarget } from "../../../src/sinks/influx/target.ts";

/** A target as tests have it: 1.x with a database, five seconds. */
export function targetOf(url: string, more: Partial<InfluxTarget> = {}): InfluxTarget {
  return { url, version: "1", database: "logins", tls: {}, compression: "none", timeout: 5000, ...more };
}

/** Bytes of lines, each with its LF. */
export function linesOf(...lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
}

/** Lines out of bytes. */
export function linesIn(text: Uint8Array): string[] {
  return new TextDecoder().decode(text).split("\n").slice(0, -1);
}

/** Refused lines of an outcome, sorted. */
export function refusedIn(outcome: WriteOutcome): string[] {
  return outcome.refused.flatMap(({ text }) => linesIn(text)).sort();
}

/** Writes with a sink of its own, which is closed then. */
export async function writeTo(target: InfluxTarget, ...lines: readonly string[]): Promise<WriteOutcome> {
  return withSink(target, (sink) => sink.write(linesOf(...lines)));
}

/** Does something with a sink, which is closed then. */
export async function withSink<Result>(
  target: InfluxTarget,
  use: (sink: LineSink) => Promise<Result>,
): Promise<Result> {
  const sink = openInflux(target);
  try {
    return await use(sink);
  } finally {
    sink.close();
  }
}

/** Waits until something holds, as connections close a moment after the call that closes them. */
export async function eventually(what: string, holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 500) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
