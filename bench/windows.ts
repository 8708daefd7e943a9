import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { logon, type PlainEvent, toJson, toXml } from "../test/windows/events/event-writer.ts";
import { bareNode, read } from "./commands.ts";
import { alternate, median, peakMemory } from "./measure.ts";
import type { BenchOptions } from "./options.ts";
import { say, timeTable } from "./report.ts";

/** Events of each file. */
const EVENTS = 100_000;

/** A log of 100,000 events in some shape. */
interface Shape {
  readonly name: string;
  readonly file: string;
  readonly text: (event: PlainEvent) => string;
}

const shapes: readonly Shape[] = [
  { name: "XML, all about logins", file: "logins.xml", text: (event) => toXml(event) },
  { name: "XML, one in ten about logins", file: "mixed.xml", text: (event) => toXml(oneInTen(event)) },
  { name: "JSON Lines of evtx_dump", file: "logins.jsonl", text: toJson },
];

function oneInTen(event: PlainEvent): PlainEvent {
  return event.record % 10n === 0n ? event : { ...event, id: 4688 };
}

/** Reading exported event logs of Windows: events in, events out. */
export async function benchWindows({ program, runs, output }: BenchOptions, folder: string): Promise<void> {
  say(`\n${EVENTS} events of Windows, whole processes in turn, ${runs} rounds after one to warm up\n`);
  const bare = await peakMemory(bareNode);
  for (const { name, file, text } of shapes) {
    const path = join(folder, file);
    const texts = Array.from({ length: EVENTS }, (_, number) => text(logon(number))).join("\n");
    writeFileSync(path, texts);
    const reader = { ...read(program, path, "line-protocol"), name };
    const times = await alternate([reader], runs, output);
    for (const line of timeTable(times, texts.length / 2 ** 20, EVENTS)) say(line);
    const peak = await peakMemory(reader);
    const memory =
      peak === undefined || bare === undefined ? "not measured" : `+${((peak - bare) / 1024).toFixed(0)} MiB`;
    const speed = EVENTS / (median(times.get(name) ?? []) / 1000);
    say(`${name}: ${speed.toFixed(0)} events/s, peak memory over bare Node ${memory}\n`);
  }
}
