import * as assert from "uvu/assert";
import type { Beginning } from "../../../src/windows/follow/teller.ts";
import { channelNames } from "../../../src/windows/stories/known.ts";
import { type KeptStories, Stories } from "../../../src/windows/stories/stories.ts";
import { describe } from "../../kit/suite.ts";
import { Followed, SECOND } from "./followed.ts";

const followed = (): Followed<KeptStories> =>
  new Followed((from: Beginning<KeptStories>) => new Stories({ shape: "events", ...from }));
const { security, lsm } = channelNames;
const alice = new Map([
  ["TargetUserSid", "S-1-5-21-1-2-3-1001"],
  ["TargetUserName", "alice"],
  ["TargetDomainName", "EXAMPLE"],
  ["TargetLogonId", "0x1000"],
  ["LogonType", "2"],
]);

/** Time passes until everything is decided. */
async function later(one: Followed<KeptStories>): Promise<readonly unknown[]> {
  one.now += 16n * SECOND;
  return one.poll();
}

describe("following event logs", (test) => {
  test("begins now: what the logs hold is not told, but who is logged in is known from it", async () => {
    const one = followed();
    const { time } = one.write("security", { data: alice });
    one.now += 3600n * SECOND;
    assert.equal(await one.poll(), []);
    one.write("security", { id: 4647, data: alice });
    await later(one);
    assert.equal(
      one.told.map(({ action, login_time, duration_s }) => [action, login_time, duration_s]),
      [["logout", time, 3600n]],
    );
  });

  for (const [says, writes] of [
    [null, "PC1"],
    ["PC1", "pc1.example.org"],
    ["RECEPTION-HAMBU", "reception-hamburg.example.org"],
  ] as const) {
    test(`names sessions by the start of the computer that it asks for, as a snapshot does: ${writes}`, async () => {
      const one = followed();
      one.windows.boot = "2025-12-31T00:00:00.5000000Z";
      one.windows.computer = says;
      await one.poll();
      one.write("security", { data: alice, computer: writes });
      await later(one);
      assert.equal(
        one.told.map(({ session }) => session),
        ["0x1000@1767139200"],
      );
    });
  }

  test("asks nothing but how the logs are while nothing comes", async () => {
    const one = followed();
    one.write("security", { data: alice });
    one.now += 3600n * SECOND;
    await one.poll();
    const { saved } = one;
    one.windows.asked.length = 0;
    await one.poll();
    assert.equal(one.windows.asked, ["channels"]);
    assert.equal(one.saved, saved);
  });

  test("goes on with the other logs when one may not be read, and begins with that one when it may", async () => {
    const one = followed();
    one.windows.setProblem(security, "UnauthorizedAccessException");
    one.write("security", { data: alice });
    await one.poll();
    one.write("lsm", {
      data: new Map([
        ["User", "EXAMPLE\\bob"],
        ["SessionID", "2"],
        ["Address", "192.0.2.7"],
      ]),
    });
    await later(one);
    assert.equal(
      one.told.map(({ username }) => username),
      ["bob"],
    );
    assert.match(
      one.faults[0]?.message ?? "",
      /^Security: may not be read; run as administrator, or .*Event Log Readers/,
    );
    one.windows.setProblem(security, null);
    await later(one);
    one.write("security", { id: 4625, data: alice });
    await later(one);
    assert.equal(
      one.told.map(({ event_id }) => event_id),
      [21, 4625],
    );
  });

  test("reads a damaged log up to the damage, says so, and goes on with the others", async () => {
    const one = followed();
    await one.poll();
    for (let count = 0; count < 3; count++) one.write("security", { id: 4625, data: alice });
    one.windows.setDamage(security, 3n);
    one.now += SECOND;
    one.write("lsm", {
      data: new Map([
        ["User", "EXAMPLE\\bob"],
        ["SessionID", "2"],
        ["Address", "192.0.2.7"],
      ]),
    });
    for (const _ of [1, 2]) await later(one);
    assert.equal(
      one.told.map(({ record_id, event_id }) => [record_id, event_id]),
      [
        [1n, 4625],
        [2n, 4625],
        [1n, 21],
      ],
    );
    assert.match(one.faults[0]?.message ?? "", /^Security: Windows refused \(found EventLogException\)$/);
    one.windows.setDamage(security, null);
    await later(one);
    assert.is(one.told.length, 4);
  });

  test("tells all of a log that comes to be, and says nothing of one that is not there", async () => {
    const one = followed();
    one.windows.setProblem(lsm, "EventLogNotFoundException");
    await one.poll();
    one.write("lsm", {
      data: new Map([
        ["User", "EXAMPLE\\bob"],
        ["SessionID", "2"],
        ["Address", "LOCAL"],
      ]),
    });
    one.windows.setProblem(lsm, null);
    await later(one);
    assert.is(one.told.length, 1);
    assert.equal(one.faults, []);
  });

  test("says which records went before they could be read", async () => {
    const one = followed();
    one.write("security", { id: 4625, data: alice });
    await later(one);
    for (let count = 0; count < 4; count++) one.write("security", { id: 4625, data: alice });
    one.windows.rollOver(security, 3);
    await later(one);
    assert.equal(one.notices, ["Security: records 2 to 3 were overwritten or cleared before they could be read"]);
    assert.is(one.told.length, 2);
  });

  test("reads a log that was cleared from its beginning, and says so", async () => {
    const one = followed();
    await one.poll();
    for (let count = 0; count < 3; count++) one.write("security", { id: 4625, data: alice });
    await later(one);
    one.windows.clear(security, "begin anew");
    one.now += SECOND;
    for (let count = 0; count < 5; count++) one.write("security", { id: 4625, data: alice });
    await later(one);
    assert.equal(one.notices, ["Security: was cleared or made anew; it is read from its beginning"]);
    assert.is(one.told.length, 8);
  });

  test("does not wait for a time that a wrong clock has written", async () => {
    const one = followed();
    await one.poll();
    one.write("security", { id: 4625, data: alice, time: one.now + 86_400n * SECOND });
    await one.poll();
    assert.is(one.told.length, 1);
  });

  test("tells again what was refused by whom it was told", async () => {
    const one = followed();
    await one.poll();
    one.write("security", { id: 4625, data: alice });
    one.now += 16n * SECOND;
    await one.poll("lost");
    assert.is(one.told.length, 0);
    await one.poll();
    assert.is(one.told.length, 1);
  });
});
