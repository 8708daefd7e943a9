import * as assert from "uvu/assert";
import { PlaceLost } from "../../src/deliver/decided.ts";
import type { Place } from "../../src/deliver/place.ts";
import { chanceOf } from "../kit/chance.ts";
import { seedOfRun } from "../kit/random.ts";
import { describe } from "../kit/suite.ts";
import { type Deed, refuses, textOf } from "./scripted-sink.ts";
import { endingOf, lines, stage, sumOf, write } from "./staged-shipment.ts";

describe("the place of a shipment", (test) => {
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
