import { createHash } from "node:crypto";
import type { Place } from "../../src/deliver/place.ts";
import { Shipment, ShipmentEnded, type ShipmentOptions } from "../../src/deliver/shipment.ts";
import { type Deed, MemoryQuarantine, ScriptedSink, textOf } from "./scripted-sink.ts";
import { SimulatedTime } from "./simulated-time.ts";

/** A shipment with everything around it. */
export function stage(deeds: readonly Deed[] = [], options: Partial<ShipmentOptions> = {}) {
  const time = new SimulatedTime();
  const sink = new ScriptedSink(...deeds);
  const quarantine = new MemoryQuarantine();
  const kept: Place[] = [];
  const shipment = new Shipment({
    ...{ sink, quarantine, retryFor: 600_000, chance: () => 0.5, say: () => {} },
    ...{ clock: time.clock, sleep: time.sleep, keep: (place: Place) => kept.push(place) },
    ...options,
  });
  return { time, sink, quarantine, kept, shipment };
}

/** A long text. */
export const lines = Array.from({ length: 30_000 }, (_, index) => `m,tag=some\\ value n=${index}i ${index}`);

/** Writes lines in pieces as an encoder does, and waits where that is asked for. */
export async function write(shipment: Shipment, all: readonly string[], piece = 700): Promise<void> {
  for (let at = 0; at < all.length; at += piece) {
    shipment.write(Buffer.from(textOf(all.slice(at, at + piece))));
    if (shipment.isFull) await shipment.drain();
  }
  await shipment.end();
}

/** How work on a shipment ended; rejects with what is no ending of one. */
export async function endingOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ShipmentEnded) return error.ending;
    throw error;
  }
  return "its end";
}

/** The sum that a place behind lines has. */
export const sumOf = (all: readonly string[]): string => createHash("sha256").update(textOf(all)).digest("hex");
