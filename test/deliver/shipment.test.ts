//  Long because every way to end a shipment is a sentence of one list.
import { createHash } from "node:crypto";
import * as assert from "uvu/assert";
import { PlaceLost } from "../../src/deliver/decided.ts";
import type { Place } from "../../src/deliver/place.ts";
import { Shipment, ShipmentEnded, type ShipmentOptions } from "../../src/deliver/shipment.ts";
import { chanceOf } from "../kit/chance.ts";
import { seedOfRun } from "../kit/random.ts";
import { describe } from "../kit/suite.ts";
import { type Deed, fails, MemoryQuarantine, refuses, ScriptedSink, textOf } from "./scripted-sink.ts";
import { SimulatedTime, until } from "./simulated-time.ts";

/** A shipment with everything around it. */
function stage(deeds: readonly Deed[] = [], options: Partial<ShipmentOptions> = {}) {
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

const lines = Array.from({ length: 30_000 }, (_, index) => `m,tag=some\\ value n=${index}i ${index}`);

/** Writes lines in pieces as an encoder does, and waits where that is asked for. */
async function write(shipment: Shipment, all: readonly string[], piece = 700): Promise<void> {
  for (let at = 0; at < all.length; at += piece) {
    shipment.write(Buffer.from(textOf(all.slice(at, at + piece))));
    if (shipment.isFull) await shipment.drain();
  }
  await shipment.end();
}

async function endingOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ShipmentEnded) return error.ending;
    throw error;
  }
  return "its end";
}

const sumOf = (all: readonly string[]): string => createHash("sha256").update(textOf(all)).digest("hex");

describe("a shipment", (test) => {
  test("sends every line once and in order, in requests of at most 5,000", async () => {
    const { sink, shipment } = stage();
    await write(shipment, lines);
    assert.equal(sink.stored, lines);
    assert.ok(Math.max(...sink.requests) <= 5000);
    const { bytes, sum, lines: count } = shipment.place;
    assert.equal({ bytes, sum, count }, { bytes: textOf(lines).length, sum: sumOf(lines), count: lines.length });
  });

  test("of nothing ends at once", async () => {
    const { sink, shipment } = stage();
    await write(shipment, []);
    assert.equal(sink.requests, []);
  });

  test("copies what it is given, for who makes it uses the bytes again", async () => {
    const { sink, shipment } = stage();
    const bytes = Buffer.from("m n=1i 1\n");
    shipment.write(bytes);
    bytes.fill(0);
    await shipment.end();
    assert.equal(sink.stored, ["m n=1i 1"]);
  });

  test("holds who makes the text while a server is slow, and keeps little in memory", async () => {
    let answer = (): void => {};
    const slow: Deed = (some) =>
      new Promise((resolve) => {
        answer = () => resolve({ kind: "stored", lines: some.length, refused: [] });
      });
    const { shipment } = stage([slow]);
    const piece = Buffer.from(textOf(lines.slice(0, 1000)));
    let written = 0;
    while (!shipment.isFull) {
      shipment.write(piece);
      written += piece.length;
      if (written > 1e9) throw new Error("it is never full");
    }
    let isDrained = false;
    const drained = shipment.drain().then(() => {
      isDrained = true;
    });
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    assert.not(isDrained);
    assert.ok(written < 6 * 1024 * 1024);
    answer();
    await drained;
    await shipment.end();
  });

  test("waits out a server that is down, as long as there is success now and then", async () => {
    const down = Array.from({ length: 12 }, () => fails("trouble", "connection refused"));
    const stores: Deed = (some) => ({ kind: "stored", lines: some.length, refused: [] });
    const { sink, shipment } = stage([...down, stores, ...down, stores, ...down]);
    await write(shipment, lines);
    assert.equal(sink.stored, lines);
  });

  test("gives up when there was no success for so long, and keeps the place", async () => {
    const stores: Deed = (some) => ({ kind: "stored", lines: some.length, refused: [] });
    const down = Array.from({ length: 1000 }, () => fails("trouble", "connection refused"));
    const { time, sink, kept, shipment } = stage([stores, ...down]);
    const before = time.now;
    assert.is(await endingOf(write(shipment, lines)), "given-up");
    assert.is(time.now - before, 600_000);
    const { length } = sink.stored;
    assert.equal([kept.at(-1)?.lines, kept.at(-1)?.sum], [length, sumOf(lines.slice(0, length))]);
  });

  test("does not insist where it is refused before anything was taken; afterwards it waits for that to pass", async () => {
    const refused = stage([fails("configuration", "HTTP 401")]);
    assert.is(await endingOf(write(refused.shipment, lines)), "misconfigured");
    assert.equal(refused.time.sleeps, []);
    const stores: Deed = (some) => ({ kind: "stored", lines: some.length, refused: [] });
    const later = stage([stores, fails("configuration", "HTTP 404"), fails("configuration", "HTTP 404")]);
    await write(later.shipment, lines);
    assert.equal(later.sink.stored, lines);
  });

  test("goes on where an earlier run was interrupted", async () => {
    const first = stage();
    const { write: send } = first.sink;
    first.sink.write = (text) => {
      if (first.sink.requests.length === 2) void first.shipment.interrupt();
      return send.call(first.sink, text);
    };
    assert.is(await endingOf(write(first.shipment, lines)), "interrupted");
    const from = first.kept.at(-1);
    assert.is(from?.lines, 15_000);
    const second = stage([], { from });
    await write(second.shipment, lines, 333);
    assert.equal([...first.sink.stored, ...second.sink.stored], lines);
    assert.is(second.shipment.delivered, 15_000);
    assert.equal(second.shipment.place.sum, sumOf(lines));
  });

  test("an interruption before anything new was sent keeps the place that there is", async () => {
    const from = { bytes: 1_000_000, lines: 30_000, sum: sumOf(lines), quarantined: 0, outsideRetention: 0 };
    const { kept, shipment } = stage([], { from });
    shipment.write(Buffer.from(textOf(lines.slice(0, 10))));
    await shipment.interrupt();
    assert.is(await endingOf(shipment.drain()), "interrupted");
    assert.equal(kept, []);
  });

  test("notices that the text is not what an earlier run sent: changed, or shorter", async () => {
    const some = lines.slice(0, 10);
    const from = { bytes: textOf(some).length, lines: 10, sum: sumOf(some), quarantined: 0, outsideRetention: 0 };
    for (const other of [[...some.slice(0, 9), "m,tag=some\\ value n=9i 8", "n"], some.slice(0, 9)]) {
      const { sink, shipment } = stage([], { from });
      const lost = await write(shipment, other).then(
        () => undefined,
        (error: unknown) => error,
      );
      assert.instance(lost, PlaceLost);
      assert.equal(sink.requests, [], "nothing was sent");
    }
  });

  test("keeps the place every few seconds, and counts what was refused over all runs", async () => {
    const from = { bytes: 0, lines: 0, sum: sumOf([]), quarantined: 3, outsideRetention: 2 };
    const slow: Deed = async (some) => {
      time.now += 600;
      return refuses("poison", (line) => line.endsWith(" 7"))(some);
    };
    const { time, kept, quarantine, shipment } = stage([slow, slow, slow, slow, slow, slow], { from });
    await write(shipment, lines);
    assert.equal(
      kept.map((place) => place.lines),
      [10_000, 20_000, 30_000],
    );
    assert.equal(quarantine.lines, ["m,tag=some\\ value n=7i 7"]);
    assert.equal([shipment.place.quarantined, shipment.place.outsideRetention], [4, 2]);
  });

  test("an error that nobody foresaw reaches who makes the text", async () => {
    const { shipment } = stage([], {
      keep: () => {
        throw new Error("unforeseen");
      },
    });
    const { interrupt } = shipment;
    shipment.write(Buffer.from("m n=1i 1\n"));
    await interrupt.call(shipment).catch(() => {});
    assert.is(
      await shipment.end().catch((error: unknown) => (error instanceof ShipmentEnded ? "ended" : String(error))),
      "ended",
    );
  });

  test("many runs that end anywhere send what one would have sent", async () => {
    const seed = seedOfRun();
    const chance = chanceOf(seed);
    for (let round = 0; round < 20; round++) {
      const all = lines.slice(0, chance.between(1, 30_000));
      const stored = new Set<string>();
      let from: Place | undefined;
      for (let run = 0; ; run++) {
        if (run > 200) throw new Error(`SEED=${seed}: no end`);
        const { sink, kept, shipment } = stage([], { from });
        let requests = chance.between(1, 3);
        const { write: send } = sink;
        sink.write = (text) => {
          requests -= 1;
          if (requests === 0) void shipment.interrupt();
          return send.call(sink, text);
        };
        const ending = await endingOf(write(shipment, all, chance.between(1, 3000)));
        for (const line of sink.stored) stored.add(line);
        if (ending === "its end") break;
        from = kept.at(-1) ?? from;
      }
      assert.equal([...stored], all, `SEED=${seed} round ${round}`);
    }
  });
});

describe("waiting for an end", (test) => {
  test("resolves only when the last request is answered", async () => {
    let answer = (): void => {};
    const slow: Deed = (some) =>
      new Promise((resolve) => {
        answer = () => resolve({ kind: "stored", lines: some.length, refused: [] });
      });
    const { sink, shipment } = stage([slow]);
    shipment.write(Buffer.from("m n=1i 1\n"));
    let isOver = false;
    const over = shipment.end().then(() => {
      isOver = true;
    });
    await until(() => sink.requests.length === 1);
    assert.not(isOver);
    answer();
    await over;
  });
});
