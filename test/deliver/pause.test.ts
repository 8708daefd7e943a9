import { getEventListeners } from "node:events";
import * as assert from "uvu/assert";
import { heldPause, pause } from "../../src/deliver/pause.ts";
import { describe } from "../kit/suite.ts";

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

describe("waiting", (test) => {
  test("ends when its time is over, and leaves no listener", async () => {
    const { signal } = new AbortController();
    await heldPause(5, signal);
    await heldPause(0, signal);
    assert.is(getEventListeners(signal, "abort").length, 0);
  });

  test("ends when it is to end, and leaves neither listener nor timer", async () => {
    const before = timers();
    const ended = new AbortController();
    const waits = [heldPause(1e9, ended.signal), pause(1e12, ended.signal), heldPause(1e12, ended.signal)];
    ended.abort();
    await Promise.all(waits);
    await heldPause(1e9, ended.signal);
    assert.equal([getEventListeners(ended.signal, "abort").length, timers()], [0, before]);
  });

  test("keeps the process alive only where that is wanted", async () => {
    const before = timers();
    const ended = new AbortController();
    const waits = [pause(1e6, ended.signal)];
    assert.is(timers(), before);
    waits.push(heldPause(1e6, ended.signal));
    assert.is(timers(), before + 1);
    ended.abort();
    await Promise.all(waits);
  });
});
