import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as assert from "uvu/assert";
import type { WindowsEvent } from "../../../src/windows/events/event.ts";
import { Stories } from "../../../src/windows/stories/stories.ts";
import { describe } from "../../kit/suite.ts";
import { eventsOf } from "./story.ts";
import { EVER } from "./telling.ts";

const OPEN = 16_384;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const [first] = eventsOf(String.raw`08:00:00 4624 user=CORP\anna type=3 id=0x1 ip=192.0.2.1 port=50000`);
const logon = first as WindowsEvent;

/** The nth logon of a flood: another id each, a microsecond apart. */
function flooded(number: number, computer = logon.computer): WindowsEvent {
  const data = new Map([
    ["TargetUserName", "anna"],
    ["TargetLogonId", `0x${(number + 4096).toString(16)}`],
    ["LogonType", "3"],
    ["IpAddress", "192.0.2.1"],
  ]);
  return { ...logon, computer, data, record: BigInt(number + 1), time: logon.time + BigInt(number) };
}

describe("memory under a flood", (test) => {
  test("holds the newest open sessions of a million logons, and tells the others as open", () => {
    const stories = new Stories({ shape: "sessions" });
    const million = 1_000_000;
    let told = 0;
    for (let number = 0; number < million; number++) told += stories.take(flooded(number)).length;
    told += stories.settle(EVER).length;
    assert.is(stories.open().length, OPEN);
    assert.is(told, million - OPEN);
    assert.is(stories.counts().putOut, million - OPEN);
    assert.is(stories.settled("Security"), BigInt(million));
  });

  test("holds no more events than it may, however many share a moment", () => {
    const stories = new Stories({ shape: "events" });
    let told = 0;
    for (let number = 0; number < 50_000; number++) {
      told += stories.take({ ...flooded(number), time: logon.time }).length;
      assert.ok(number - told < 4096 + 1, `${number - told} events held`);
    }
  });

  test("holds a thousand computers, and puts out those that were silent longest", () => {
    const stories = new Stories({ shape: "sessions" });
    const rows = [];
    for (let number = 0; number < 3000; number++) rows.push(...stories.take(flooded(number, `pc${number}`)));
    rows.push(...stories.settle(EVER));
    assert.is(stories.open().length, 1024);
    assert.is(rows.length, 3000 - 1024);
    assert.equal(
      rows.slice(0, 3).map(({ host }) => host),
      ["pc0", "pc1", "pc2"],
    );
  });

  test("keeps what it holds as JSON of a bounded size", () => {
    const stories = new Stories({ shape: "sessions" });
    for (let number = 0; number < 40_000; number++) stories.take(flooded(number));
    stories.settle(EVER);
    assert.ok(JSON.stringify(stories.keep()).length < OPEN * 1024);
  });

  test("stands a flood of logons that each look for their other half", () => {
    const stories = new Stories({ shape: "sessions" });
    for (let number = 0; number < 10_000; number++) {
      const event = flooded(number);
      const data = new Map(event.data).set("LogonType", "10");
      stories.take({ ...event, data: data.set("TargetUserSid", `S-1-5-21-1-2-3-${number}`) });
    }
    stories.settle(EVER);
    assert.is(stories.open().length, 10_000);
  });

  test("stands a flood of disconnects of an account that has thousands of sessions", () => {
    const stories = new Stories({ shape: "events" });
    const [leave] = eventsOf(String.raw`08:00:00 lsm24 user=CORP\anna ts=7`);
    if (leave === undefined) throw new Error("no event");
    const sessions = 8000;
    for (let number = 0; number < sessions; number++) {
      const event = flooded(number);
      stories.take({
        ...event,
        time: event.time + BigInt(number) * 11_000_000n,
        data: new Map(event.data).set("LogonType", "2"),
      });
    }
    const start = logon.time + BigInt(sessions) * 11_000_000n;
    // Each used to look at each session for each event in sight: minutes.
    for (let number = 0; number < 8000; number++) {
      const data = new Map(leave.data).set("SessionID", String(100 + number));
      stories.take({ ...leave, data, record: BigInt(number + 1), time: start + BigInt(number) * 200n });
    }
    stories.settle(EVER);
    assert.is(stories.settled(leave.channel), 8000n);
  });
});

describe("texts of events", (test) => {
  test("are not held by what they were cut out of", () => {
    const stories = new Stories({ shape: "sessions" });
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    const filler = "x".repeat(100_000);
    for (let number = 0; number < 2000; number++) {
      // A text that is a part of another keeps all of it alive, unless it is copied.
      const whole = Buffer.from(`${filler}user-of-a-long-name-${number}`).toString();
      const data = new Map(flooded(number).data).set("TargetUserName", whole.slice(100_000));
      stories.take({ ...flooded(number), data });
    }
    stories.settle(EVER);
    assert.is(stories.open().length, 2000);
    collectGarbage();
    const grown = process.memoryUsage().heapUsed - before;
    assert.ok(grown < 20_000_000, `${grown} bytes`);
  });
});
