import { renameSync, rmSync, truncateSync } from "node:fs";
import * as assert from "uvu/assert";
import type { FollowState } from "../../src/follow/follow-state.ts";
import { Follower } from "../../src/follow/follower.ts";
import { WhofluxError } from "../../src/model/error.ts";
import { describe } from "../kit/suite.ts";
import { core, eventsInStays, readEvents } from "./events.ts";
import { boot, failure, login, logout, shutdown, step } from "./logins.ts";
import { onMachine } from "./machine.ts";

const WTMP = "var/log/wtmp";
const BTMP = "var/log/btmp";

describe("following", (test) => {
  test("a logout after a restart has its user, login and session", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0), login("alice", "pts/0", 10));
      const first = await machine.poll();
      assert.is(first.events.length, 2);
      machine.append(WTMP, logout("pts/0", 70));
      const second = await machine.poll();
      assert.is(second.events.length, 1);
      assert.match(second.events[0] ?? "", /action=logout .*username=alice/);
      assert.match(second.events[0] ?? "", /duration_s=60/);
      assert.equal([...first.events, ...second.events], await readEvents([machine.at(WTMP)]));
    }));

  test("a step of the clock is known though its halves are seen apart, and the first one is gone by then", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, login("alice", "pts/0", 0), step("OLD_TIME", 10));
      const first = await machine.poll();
      assert.is(first.events.length, 1);
      truncateSync(machine.at(WTMP));
      machine.append(WTMP, step("NEW_TIME", 3610), logout("pts/0", 3620));
      const { events } = await machine.poll();
      assert.is(events.length, 2);
      assert.match(events[0] ?? "", /action=clock_change .*old_time=/);
      assert.match(events[1] ?? "", /action=logout .*duration_s=20/);
    }));

  test("nothing new gives nothing and the very same state", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0));
      await machine.poll();
      const { state: before } = await machine.poll();
      assert.equal((await machine.poll()).events, []);
      assert.equal(machine.state, before);
    }));

  test("renamed logs are finished before the new one", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0), login("alice", "pts/0", 1));
      machine.append(BTMP, failure("root", 5));
      const events = [...(await machine.poll()).events];
      machine.append(WTMP, login("bob", "pts/1", 2));
      renameSync(machine.at(WTMP), machine.at(`${WTMP}.1`));
      machine.append(WTMP, logout("pts/0", 3), logout("pts/1", 4));
      const polled = await machine.poll();
      events.push(...polled.events);
      assert.equal(polled.words, []);
      const whole = await readEvents([machine.at(`${WTMP}.1`), machine.at(WTMP)]);
      const failed = await readEvents([machine.at(BTMP)]);
      assert.equal(events, [...whole.slice(0, 2), ...failed, ...whole.slice(2)]);
    }));

  test("a log that goes away is missed once and greeted when it is back", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0));
      await machine.poll();
      rmSync(machine.at(WTMP));
      assert.equal((await machine.poll()).words, ["/var/log/wtmp: is not there any more; waiting for it"]);
      assert.equal((await machine.poll()).words, []);
      machine.append(WTMP, boot(100));
      assert.is((await machine.poll()).events.length, 1);
    }));
});

describe("following from now on", (test) => {
  test("tells nothing of what was there, but knows who is logged in", () =>
    onMachine(
      async (machine) => {
        machine.append(`${WTMP}.1`, boot(0), login("alice", "pts/0", 10));
        machine.append(WTMP, login("bob", "pts/1", 20));
        assert.equal((await machine.poll()).events, []);
        machine.append(WTMP, logout("pts/0", 30), logout("pts/1", 40));
        const { events } = await machine.poll();
        const whole = await readEvents([machine.at(`${WTMP}.1`), machine.at(WTMP)]);
        assert.equal(events, whole.slice(3));
        assert.match(events[0] ?? "", /username=alice/);
      },
      { start: "now" },
    ));

  test("tells all of a log that was not there before", () =>
    onMachine(
      async (machine) => {
        assert.equal((await machine.poll()).events, []);
        machine.append(WTMP, boot(0));
        assert.is((await machine.poll()).events.length, 1);
      },
      { start: "now" },
    ));
});

describe("a poll", (test) => {
  test("whose events could not be written tells them again, in the same words", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0), login("alice", "pts/0", 10));
      const report = { skip: () => {}, fail: assert.unreachable, notice: () => {} };
      const options = { root: machine.root, failedNames: "all", start: "all", report, now: () => 0 } as const;
      const follower = new Follower(core, options, undefined);
      for (const full of [new Error("the pipe is full"), new WhofluxError("E_SINK", "the pipe is full")]) {
        const failing = follower.poll(() => {
          throw full;
        });
        assert.is(await failing.catch((error: unknown) => error), full);
      }
      const events: string[] = [];
      await follower.poll((count) => events.push(...eventsInStays(count)));
      assert.equal(events, await readEvents([machine.at(WTMP)]));
    }));

  test("of a log that cannot be read says so and tells the others", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0));
      machine.appendBytes(BTMP, Buffer.from("this is no log, whatever its name says\n".repeat(100)));
      const { events, words } = await machine.poll();
      assert.is(events.length, 1);
      assert.is(words.length, 1);
      assert.match(words[0] ?? "", /^\/var\/log\/btmp: no login records found/);
    }));

  test("with a state of another root begins anew", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0));
      await machine.poll();
      machine.state = { ...(machine.state as FollowState), root: "/elsewhere" };
      const { events, words } = await machine.poll();
      assert.is(events.length, 1);
      assert.match(words[0] ?? "", /the state is of \/elsewhere/);
    }));

  test("of thousands of records and open sessions goes on from its saved state", () =>
    onMachine(async (machine) => {
      const many = Array.from({ length: 3000 }, (_, index) => login("alice", `pts/${index}`, index));
      machine.append(WTMP, boot(0), ...many);
      assert.is((await machine.poll()).events.length, 3001);
      machine.append(WTMP, shutdown(5000));
      const { events } = await machine.poll();
      assert.is(events.length, 3001);
      assert.match(events[2999] ?? "", /action=logout .*line=pts\/2999 .*duration_s=2001 ended_by=shutdown/);
    }));
});
