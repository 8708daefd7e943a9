import * as assert from "uvu/assert";
import { Collector } from "../../src/collect/collector.ts";
import type { View } from "../../src/collect/view.ts";
import { layouts } from "../../src/unix/layouts/index.ts";
import { createCore } from "../../src/wasm/core.ts";
import { describe } from "../kit/suite.ts";

const view: View = { format: "line-protocol", parts: ["summary"], selection: null, include: "open" };
const second = 1_000_000n;

describe("a collector", (test) => {
  const momentsOf = async (...clock: readonly bigint[]): Promise<bigint[]> => {
    const moments: bigint[] = [];
    const snapshot = async (now: bigint) => {
      moments.push(now);
      return { platform: "unix" as const, sessions: [], health: [] };
    };
    const collector = new Collector(createCore(layouts, "stays"), { snapshot }, view);
    for (const now of clock) await collector.collect(now);
    return moments;
  };

  test("gives each answer a moment of its own, however many are of one tick of the clock", async () => {
    const now = 1_700_000_000n * second;
    assert.equal(await momentsOf(now, now, now, now), [now, now + 1n, now + 2n, now + 3n]);
    assert.equal(await momentsOf(now, now - 5n, now + 7n), [now, now + 1n, now + 7n]);
  });

  test("follows a clock that was set back", async () => {
    const now = 1_700_000_000n * second;
    const before = now - 3600n * second;
    assert.equal(await momentsOf(now, before, before), [now, before, before + 1n]);
  });
});
