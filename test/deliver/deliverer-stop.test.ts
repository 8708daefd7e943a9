import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { type Deed, fails } from "./scripted-sink.ts";
import { until } from "./simulated-time.ts";
import { stage } from "./staged-deliverer.ts";

describe("stopping a deliverer", (test) => {
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
});
