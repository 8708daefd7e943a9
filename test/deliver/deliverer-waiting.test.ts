import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { fails } from "./scripted-sink.ts";
import { until } from "./simulated-time.ts";
import { stage } from "./staged-deliverer.ts";

describe("a deliverer that waits for a server", (test) => {
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
});
