import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { parseLoneXml } from "../../../src/windows/events/parse-xml.ts";
import { Stories } from "../../../src/windows/stories/stories.ts";
import { describe } from "../../kit/suite.ts";
import { busyServer } from "./speed.ts";
import { EVER } from "./telling.ts";

const EVENTS = 200_000;
const PARSED = 10_000;

const log = new URL("../../../fixtures/windows/stories/rdp-takes-over-the-console.xml", import.meta.url);
const texts = readFileSync(log, "utf8").trim().split("\n");

/** Microseconds of processor time that one event takes. */
function cost(events: number, work: () => void): number {
  const began = process.cpuUsage();
  work();
  return process.cpuUsage(began).user / events;
}

describe("stories of a busy server", (test) => {
  for (const shape of ["events", "sessions"] as const) {
    //  Measured: five times, making the events included. Both are measured here, so that a busy machine is busy for both.
    test(`of ${shape} are told at least twice as fast as XML is parsed`, () => {
      const parsing = cost(PARSED, () => {
        for (let number = 0; number < PARSED; number++) parseLoneXml(texts[number % texts.length] as string, () => {});
      });
      const stories = new Stories({ shape });
      let told = 0;
      const telling = cost(EVENTS, () => {
        for (const event of busyServer(EVENTS)) told += stories.take(event).length;
        told += stories.settle(EVER).length;
      });
      if (process.env.WHOFLUX_SPEED === "1") console.log(`${shape}: ${telling} us told, ${parsing} us parsed`);
      assert.ok(told > EVENTS / 4);
      assert.ok(telling * 2 < parsing, `${telling} us to tell, ${parsing} us to parse`);
    });
  }
});
