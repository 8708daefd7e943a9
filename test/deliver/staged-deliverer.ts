import { Deliverer, type DelivererOptions } from "../../src/deliver/deliverer.ts";
import type { Word } from "../../src/model/word.ts";
import { MemoryLane } from "./memory-lane.ts";
import { type Deed, MemoryQuarantine, ScriptedSink } from "./scripted-sink.ts";
import { SimulatedTime } from "./simulated-time.ts";

/** A deliverer with everything around it. */
export function stage(deeds: readonly Deed[] = [], options: Partial<DelivererOptions> = {}) {
  const time = new SimulatedTime();
  const events = new MemoryLane();
  const samples = new MemoryLane();
  const sink = new ScriptedSink(...deeds);
  const quarantine = new MemoryQuarantine();
  const words: Word[] = [];
  const deliverer = new Deliverer({
    limits: { maxLines: 5000, maxBytes: 1024 * 1024 },
    ...{ lanes: [events, samples], sink, quarantine, chance: () => 0.5 },
    ...{ clock: time.clock, sleep: time.sleep, say: (word: Word) => words.push(word) },
    ...options,
  });
  return { time, events, samples, sink, quarantine, words, deliverer };
}

/** So many lines, each with its number. */
export const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name} n=${index}i ${index}`);
