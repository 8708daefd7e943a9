import * as assert from "uvu/assert";
import { Stories } from "../../../src/windows/stories/stories.ts";
import { describe } from "../../kit/suite.ts";
import { busyServer } from "./speed.ts";
import { EVER } from "./telling.ts";

const EVENTS = 300_000;

/** Events a second that reading XML gives on one core; stories have to be far above that. */
const XML = 14_500;

describe("stories of a busy server", (test) => {
  for (const shape of ["events", "sessions"] as const) {
    test(`of ${shape} are told several times as fast as XML is read`, () => {
      const stories = new Stories({ shape });
      const began = process.cpuUsage();
      let told = 0;
      for (const event of busyServer(EVENTS)) told += stories.take(event).length;
      told += stories.settle(EVER).length;
      const { user } = process.cpuUsage(began);
      assert.ok(told > EVENTS / 4);
      const speed = EVENTS / (user / 1e6);
      if (process.env.WHOFLUX_SPEED === "1") console.log(`${shape}: ${Math.round(speed)} events/s, ${told} rows`);
      assert.ok(speed > 3 * XML, `${Math.round(speed)} events a second`);
    });
  }
});
