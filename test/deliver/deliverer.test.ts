//  Long because every mood of a server is a sentence of one list.
import * as assert from "uvu/assert";
import { Deliverer, type DelivererOptions } from "../../src/deliver/deliverer.ts";
import type { Word } from "../../src/model/word.ts";
import { chanceOf } from "../kit/chance.ts";
import { seedOfRun } from "../kit/random.ts";
import { describe } from "../kit/suite.ts";
import { MemoryLane } from "./memory-lane.ts";
import { type Deed, fails, MemoryQuarantine, refuses, ScriptedSink, textOf } from "./scripted-sink.ts";
import { SimulatedTime, until } from "./simulated-time.ts";

/** A deliverer with everything around it. */
function stage(deeds: readonly Deed[] = [], options: Partial<DelivererOptions> = {}) {
  const time = new SimulatedTime();
  const events = new MemoryLane();
  const samples = new MemoryLane();
  const sink = new ScriptedSink(...deeds);
  const quarantine = new MemoryQuarantine();
  const words: Word[] = [];
  const deliverer = new Deliverer({
    ...{ lanes: [events, samples], sink, quarantine, chance: () => 0.5 },
    ...{ clock: time.clock, sleep: time.sleep, say: (word: Word) => words.push(word) },
    ...options,
  });
  return { time, events, samples, sink, quarantine, words, deliverer };
}

const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name} n=${index}i ${index}`);

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

  test("waits longer and longer for a server in trouble, a minute at most, and says so once", async () => {
    const deeds = Array.from({ length: 9 }, () => fails("trouble", "http://scripted: connection refused"));
    const { time, events, sink, words, deliverer } = stage(deeds, { chance: () => 0.999999 });
    events.append("e n=1i 1\n");
    deliverer.start();
    await until(() => sink.stored.length === 1);
    assert.equal(
      time.sleeps.map((wait) => Math.round(wait / 1000)),
      [1, 2, 4, 8, 16, 32, 60, 60, 60],
    );
    await deliverer.stop(5000);
    assert.equal(
      words.map(({ level, about }) => [level, about]),
      [
        ["W", "delivery"],
        ["I", "delivery"],
      ],
    );
    assert.match(words[0]?.text ?? "", /connection refused; nothing delivered since 2023-11-14T/);
    assert.match(words[1]?.text ?? "", /^lines are delivered again, after 243 s$/);
  });

  test("tries a wrong configuration slowly, and says it as an error", async () => {
    const deeds = Array.from({ length: 8 }, () => fails("configuration", "no database logins"));
    const { time, events, sink, words, deliverer } = stage(deeds, { chance: () => 0 });
    events.append("e n=1i 1\n");
    deliverer.start();
    await until(() => sink.stored.length === 1);
    await deliverer.stop(5000);
    assert.equal(
      time.sleeps.slice(0, 8).map((wait) => Math.round(wait / 1000)),
      [10, 20, 40, 80, 160, 300, 300, 300],
    );
    assert.is(words[0]?.level, "E");
  });

  test("waits as long as a server asks, but no longer than an hour", async () => {
    const asked = [7000, 0, 1e15].map((retryAfter) => fails("trouble", "503", { retryAfter }));
    const { time, events, sink, deliverer } = stage(asked);
    events.append("e n=1i 1\n");
    deliverer.start();
    await until(() => sink.stored.length === 1);
    await deliverer.stop(5000);
    assert.equal(time.sleeps.slice(0, 3), [7000, 1000, 3_600_000]);
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

  test("keeps refused lines apart, tells them, and goes on", async () => {
    const bad = refuses("poison", (line) => line.includes("=7i") || line.includes("=8i"));
    const { events, sink, quarantine, words, deliverer } = stage([bad]);
    events.append(textOf(numbered("e", 10)));
    deliverer.start();
    await until(() => events.waiting === "");
    await deliverer.stop(5000);
    assert.is(sink.stored.length, 8);
    assert.equal(quarantine.lines, ["e n=7i 7", "e n=8i 8"]);
    assert.is(words.length, 1);
    assert.match(
      words[0]?.text ?? "",
      /^2 lines refused for good and kept in .*unable to parse.*; the first: e n=7i 7$/,
    );
    const { delivered, quarantined } = deliverer.health();
    assert.equal([delivered, quarantined], [8, 2]);
  });

  test("tells lines outside retention with their days; the file does not take years of them", async () => {
    const day = 86_400_000_000_000n;
    const lines = Array.from({ length: 1500 }, (_, index) => `e n=1i ${BigInt(index) * day}`);
    const { events, quarantine, words, deliverer } = stage([refuses("retention", (line) => line.endsWith(" 0"))]);
    events.append(textOf(lines.slice(0, 2)));
    deliverer.start();
    await until(() => events.waiting === "");
    await deliverer.stop(5000);
    assert.equal(quarantine.lines, ["e n=1i 0"]);
    assert.match(words[0]?.text ?? "", /^1 line older than the server keeps \(1970-01-01\), kept in /);

    const many = stage([refuses("retention", () => true)]);
    many.events.append(textOf(lines));
    many.deliverer.start();
    await until(() => many.events.waiting === "");
    await many.deliverer.stop(5000);
    assert.equal(many.quarantine.lines, []);
    assert.match(many.words[0]?.text ?? "", /^1500 lines older .* \(1970-01-01 to 1974-02-08\), counted only: /);
    assert.is(many.deliverer.health().outside_retention, 1500);
  });

  test("acknowledges nothing before refused lines are on disk", async () => {
    const { events, sink, quarantine, words, deliverer } = stage([refuses("poison", (line) => line.endsWith(" 0"))]);
    quarantine.failures = 3;
    events.append(textOf(numbered("e", 3)));
    deliverer.start();
    await until(() => quarantine.failures === 2);
    assert.is(events.status().lines, 3);
    assert.match(deliverer.health().problem ?? "", /no space left/);
    await until(() => events.waiting === "");
    assert.equal(sink.requests, [3], "nothing is sent again for it");
    assert.equal(quarantine.lines, ["e n=0i 0"]);
    assert.ok(words.some(({ level, about }) => level === "I" && about === "delivery"));
    await deliverer.stop(5000);
    assert.is(deliverer.health().problem, undefined);
  });

  test("stopping sends what waits, and does not wait for a server that is down longer than told", async () => {
    const { time, events, samples, sink, deliverer } = stage();
    events.append("e n=1i 1\n");
    samples.append("s n=1i 1\n");
    deliverer.start();
    await deliverer.stop(5000);
    assert.is(sink.stored.length, 2);
    assert.equal(time.sleeps, [5000]);

    const down = stage(Array.from({ length: 1000 }, () => fails("trouble", "connection refused")));
    down.events.append("e n=1i 1\n");
    down.deliverer.start();
    await until(() => down.sink.requests.length > 5);
    const before = down.time.now;
    await down.deliverer.stop(5000);
    assert.ok(down.time.now - before <= 5000);
    assert.is(down.events.waiting, "e n=1i 1\n");
    assert.is(down.events.take({ maxLines: 10, maxBytes: 1000 })?.lines, 1, "the next one begins where it is");
    assert.ok(down.sink.isClosed);
  });

  test("stopping ends a request that hangs, whose lines stay", async () => {
    let end = (): void => {};
    const hangs: Deed = (lines) =>
      new Promise((resolve) => {
        end = () => resolve(fails("trouble", "closed")(lines));
      });
    const { events, sink, deliverer } = stage([hangs]);
    const { close } = sink;
    sink.close = () => {
      close.call(sink);
      end();
    };
    events.append("e n=1i 1\n");
    deliverer.start();
    await until(() => sink.requests.length === 1);
    await deliverer.stop(5000);
    assert.equal([events.waiting, sink.stored], ["e n=1i 1\n", []]);
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
