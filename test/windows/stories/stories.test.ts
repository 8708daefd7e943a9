import * as assert from "uvu/assert";
import type { LogonEventCells } from "../../../src/model/logon.ts";
import { Stories } from "../../../src/windows/stories/stories.ts";
import { describe } from "../../kit/suite.ts";
import { eventsOf, momentOf } from "./story.ts";
import { EVER, tell } from "./telling.ts";

const day = String.raw`
  08:00:00  4624 user=CORP\anna type=2 id=0x1a2b3
  12:00:00  4800 user=CORP\anna id=0x1a2b3
`;

describe("a start of the computer that is known from elsewhere", (test) => {
  const boot = { host: "PC7", time: momentOf("07:00:00.7") };

  test("names the sessions of its events, the computer's name with or without its domain", () => {
    for (const host of ["PC7", "pc7.corp.example"]) {
      const { rows } = tell(eventsOf(day), { shape: "events", boot: { ...boot, host } });
      assert.equal(
        rows.map(({ session }) => session),
        ["0x1a2b3@1772348400", "0x1a2b3@1772348400"],
      );
    }
  });

  test("does not name those of other computers, nor those before it", () => {
    const late = { host: "pc7", time: momentOf("10:00:00") };
    for (const known of [{ ...boot, host: "pc8" }, late]) {
      const [login] = tell(eventsOf(day), { shape: "events", boot: known }).rows;
      assert.is(login?.session, "0x1a2b3@");
    }
  });

  test("ends what was kept open from before it, though no event tells of it", () => {
    const first = new Stories({ shape: "sessions" });
    for (const event of eventsOf(day)) first.take(event);
    first.settle(EVER);
    const kept = JSON.parse(JSON.stringify(first.keep()));
    const later = { host: "pc7", time: momentOf("13:00:00") };
    const second = new Stories({ shape: "sessions", kept, boot: later });
    const [after] = eventsOf(String.raw`14:00:00 4624 user=CORP\bernd type=3 id=0x1a2b3`);
    if (after !== undefined) second.take(after);
    const [ended] = second.settle(EVER);
    assert.is(ended?.ended_by, "crash");
    assert.equal(
      second.open().map(({ username, session }) => ({ username, session })),
      [{ username: "bernd", session: `0x1a2b3@${later.time / 1_000_000n}` }],
    );
  });

  test("stays the name of its sessions when the Security log tells of it some seconds later", () => {
    const { rows } = tell(eventsOf(`07:00:09 4608\n${day}`), { shape: "events", boot });
    const told = (rows as LogonEventCells[]).map(({ action, session }) => [action, session]);
    assert.equal(told, [
      ["boot", undefined],
      ["login", "0x1a2b3@1772348400"],
      ["lock", "0x1a2b3@1772348400"],
    ]);
  });
});

describe("reading on", (test) => {
  test("goes on behind the last decided record of each log", () => {
    const stories = new Stories({ shape: "events" });
    for (const event of eventsOf(day)) stories.take(event);
    assert.is(stories.settled("Security"), 1001n, "the lock waits for what follows it");
    assert.is(stories.settled("System"), undefined);
    stories.settle(EVER);
    assert.is(stories.settled("Security"), 1002n);
  });

  test("follows a log that was cleared to its first record again", () => {
    const stories = new Stories({ shape: "events" });
    for (const event of eventsOf(`${day}\n13:00:00 1102 user=CORP\\bernd record=1`)) stories.take(event);
    stories.settle(EVER);
    assert.is(stories.settled("Security"), 1n);
  });

  test("tells nothing before it is settled, and all of it then", () => {
    const stories = new Stories({ shape: "events" });
    const [login] = eventsOf(day);
    assert.equal(login === undefined ? undefined : stories.take(login), []);
    assert.equal(stories.settle(momentOf("07:59:59")), []);
    assert.is(stories.settle(momentOf("08:00:00")).length, 1);
  });
});

describe("events of providers with the same ids", (test) => {
  test("tell nothing", () => {
    const [event] = eventsOf("08:00:00 winlogon7001 user=CORP\\anna");
    if (event === undefined) throw new Error("no event");
    const other = { ...event, provider: "Service Control Manager" };
    assert.equal(tell([other], { shape: "events" }), { rows: [], counts: { used: 0, loose: 0, putOut: 0 } });
  });
});
