import * as assert from "uvu/assert";
import { Collector } from "../../src/collect/collector.ts";
import type { Part } from "../../src/collect/part.ts";
import type { View } from "../../src/collect/view.ts";
import { layouts } from "../../src/unix/layouts/index.ts";
import { createCore } from "../../src/wasm/core.ts";
import { parseLineProtocol } from "../kit/line-protocol.ts";
import { describe } from "../kit/suite.ts";
import { health, NOW } from "./snapshots.ts";

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

  const whole: View = {
    format: "line-protocol",
    parts: ["sessions", "summary", "collector", "events"],
    selection: null,
    include: "open",
  };
  const asked: string[] = [];
  const collector = new Collector(
    createCore(layouts, "stays"),
    {
      snapshot: async () => {
        asked.push("snapshot");
        return { platform: "unix" as const, sessions: [], health: [health()] };
      },
      events: {
        mark: 0,
        poll: async () => {
          asked.push("events");
          return { text: [], rest: "none" as const, save: () => {} };
        },
        words: () => [],
        close: () => void asked.push("closed"),
      },
      more: () => [{ source: "influx", up: 0, problem: "no route\nthere", delivered: 7, last_success: 1n, dropped: 2 }],
    },
    whole,
  );
  const measurementsOf = async (...parts: readonly Part[]): Promise<string[]> => {
    asked.length = 0;
    const { text } = await collector.collect(NOW, parts);
    return parseLineProtocol(Buffer.concat(text).toString()).map(({ measurement }) => measurement);
  };

  test("makes only the parts that are asked for, and looks only where these are from", async () => {
    assert.equal(await measurementsOf("summary"), ["logon_summary"]);
    assert.equal(asked, ["snapshot"]);
    assert.equal(await measurementsOf("events"), []);
    assert.equal(asked, ["events"]);
    assert.equal(await measurementsOf("collector", "events"), ["logon_collector", "logon_collector"]);
    assert.equal(asked, ["snapshot", "events"]);
  });

  test("puts the health of what lines go to behind that of the sources, with the moment of the snapshot", async () => {
    const { text } = await collector.collect(NOW * 2n, ["collector"]);
    const [, influx = ""] = Buffer.concat(text).toString().split("\n");
    assert.is(
      influx,
      `logon_collector,source=influx up=0i,delivered=7i,dropped=2i,last_success=1000i,problem="no route\\x0athere" ${NOW * 2000n}`,
    );
  });
});
