import * as assert from "uvu/assert";
import { chanceOf } from "../kit/chance.ts";
import { seedOfRun } from "../kit/random.ts";
import { describe } from "../kit/suite.ts";
import { type Deed, fails, refuses, textOf } from "./scripted-sink.ts";
import { until } from "./simulated-time.ts";
import { numbered, stage } from "./staged-deliverer.ts";

describe("a deliverer", (test) => {
  test("sends what waits and what comes, events first", async () => {
    const { events, samples, sink, deliverer } = stage();
    samples.append("s n=1i 1\n");
    events.append("e n=1i 1\n");
    deliverer.start();
    await until(() => sink.stored.length === 2);
    samples.append("s n=2i 2\n");
    await until(() => sink.stored.length === 3);
    events.append("e n=2i 2\n");
    await until(() => sink.stored.length === 4);
    assert.equal(sink.stored, ["e n=1i 1", "s n=1i 1", "s n=2i 2", "e n=2i 2"]);
    await deliverer.stop(5000);
    assert.is(events.waiting + samples.waiting, "");
    assert.ok(sink.isClosed);
  });

  test("sends at most 5,000 lines at once, and samples between events when there are many of these", async () => {
    const { events, samples, sink, deliverer } = stage();
    events.append(textOf(numbered("e", 60_000)));
    samples.append("s n=1i 1\n");
    deliverer.start();
    await until(() => sink.stored.length === 60_001);
    await deliverer.stop(5000);
    assert.is(Math.max(...sink.requests), 5000);
    assert.ok(sink.stored.indexOf("s n=1i 1") <= 25_000, "samples starve");
    assert.equal(
      sink.stored.filter((line) => line.startsWith("e")),
      numbered("e", 60_000),
    );
  });

  test("sends again only what is not decided", async () => {
    const half = fails("trouble", "503", { left: (line) => line.endsWith("1") });
    const { events, sink, deliverer } = stage([half]);
    events.append(textOf(numbered("e", 100)));
    deliverer.start();
    await until(() => sink.stored.length === 100);
    await deliverer.stop(5000);
    assert.equal(sink.requests, [100, 10]);
    assert.is(deliverer.health().delivered, 100);
  });

  test("a lane that cannot be read for a while ends nothing", async () => {
    const { events, samples, sink, words, deliverer } = stage();
    const { take } = events;
    let failures = 3;
    events.take = (limits) => {
      if (failures-- > 0) throw new Error("input/output error");
      return take.call(events, limits);
    };
    events.append("e n=1i 1\n");
    samples.append("s n=1i 1\n");
    deliverer.start();
    await until(() => sink.stored.length === 2);
    await deliverer.stop(5000);
    assert.is(words.filter(({ level }) => level === "E").length, 3);
  });

  test("tells its health: what waits, how long, and when it went well last", async () => {
    const { time, events, samples, sink, deliverer } = stage([fails("trouble", "connection refused")]);
    assert.equal(deliverer.health(), {
      ...{ delivered: 0, quarantined: 0, outside_retention: 0, dropped: 0, spool_bytes: 0, spool_lines: 0, lag_us: 0 },
    });
    events.append("e n=1i 1\n", time.now - 3000);
    samples.append("s n=1i 1\n", time.now + 5000);
    assert.equal([deliverer.health().spool_lines, deliverer.health().lag_us], [2, 3_000_000]);
    deliverer.start();
    await until(() => deliverer.health().problem !== undefined);
    assert.is(deliverer.health().problem, "connection refused");
    await until(() => sink.stored.length === 2);
    await deliverer.stop(0);
    const { last_success, lag_us, delivered, problem } = deliverer.health();
    assert.equal([last_success, lag_us, delivered, problem], [time.now * 1000, 0, 2, undefined]);
  });

  test("loses and doubles nothing, whatever the server does and whenever lines come", async () => {
    const seed = seedOfRun();
    const chance = chanceOf(seed);
    for (let round = 0; round < 60; round++) {
      const deeds = Array.from({ length: chance.between(0, 30) }, (): Deed => {
        const kind = chance.between(0, 3);
        if (kind === 0) return fails("trouble", `trouble ${chance.between(0, 2)}`, { left: () => chance.happens(50) });
        if (kind === 1) return fails("configuration", "wrong");
        return kind === 2 ? refuses("poison", (line) => line.endsWith("3")) : refuses("poison", () => false);
      });
      // Nothing left of what should be sent again is no answer.
      const sound = deeds.map(
        (deed): Deed =>
          async (lines) => {
            const outcome = await deed(lines);
            return outcome.kind === "later" && outcome.lines === 0
              ? { kind: "stored", lines: lines.length, refused: [] }
              : outcome;
          },
      );
      const { events, samples, sink, quarantine, deliverer } = stage(sound, {
        chance: () => chance.between(0, 99) / 100,
      });
      const sent: string[] = [];
      deliverer.start();
      for (let turn = 0; turn < 10; turn++) {
        const lines = numbered(`m${turn}`, chance.between(0, 40));
        sent.push(...lines);
        if (lines.length > 0) chance.pick([events, samples]).append(textOf(lines));
        if (chance.happens(50)) await new Promise((resolve) => setImmediate(resolve));
      }
      await until(() => events.waiting + samples.waiting === "");
      await deliverer.stop(100);
      assert.equal([...sink.stored, ...quarantine.lines].sort(), sent.sort(), `SEED=${seed} round ${round}`);
      assert.is(deliverer.health().delivered, sink.stored.length, `SEED=${seed} round ${round}`);
    }
  });
});
