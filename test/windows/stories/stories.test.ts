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

describe("a logon that the terminal services tell before the Security log", (test) => {
  test("takes over no logout of whoever had its id before", () => {
    const { rows } = tell(
      eventsOf(String.raw`
        08:00:00      lsm21 user=CORP\anna ts=1
        08:00:00.001  4647 user=CORP\bernd id=0x1a2b3
        08:00:00.02   4624 user=CORP\anna type=2 id=0x1a2b3
      `),
      { shape: "events" },
    );
    assert.equal(
      (rows as LogonEventCells[]).map(({ action, username, login_time }) => [action, username, login_time]),
      [
        ["login", "anna", undefined],
        ["logout", "bernd", undefined],
      ],
    );
  });
});

describe("a login that Winlogon tells by SID, and its logout that the terminal services tell by name", (test) => {
  test("are one session, which is no later logon's of the account", () => {
    const { rows } = tell(
      eventsOf(String.raw`
        08:00:00      winlogon7001 user=CORP\anna ts=3
        08:00:00.5    lsm23 user=CORP\anna ts=3
        08:00:01      4624 user=CORP\anna type=2 id=0x1a2b3
      `),
      { shape: "events" },
    );
    assert.equal(
      (rows as LogonEventCells[]).map(({ action, logon_id }) => [action, logon_id]),
      [
        ["login", undefined],
        ["logout", undefined],
        ["login", "0x1a2b3"],
      ],
    );
  });
});

describe("a terminal session that is logged off and on to within seconds", (test) => {
  test("is two sessions, each of its own account", () => {
    const { rows } = tell(
      eventsOf(String.raw`
        08:00:00      winlogon7001 user=CORP\anna ts=1
        08:00:00.3    lsm23 user=CORP\anna ts=1
        08:00:00.9    lsm21 user=CORP\bernd ts=1
      `),
      { shape: "events" },
    );
    assert.equal(
      (rows as LogonEventCells[]).map(({ action, username, uid }) => [action, username, typeof uid]),
      [
        ["login", undefined, "string"],
        ["logout", undefined, "string"],
        ["login", "bernd", "undefined"],
      ],
    );
  });
});

describe("the port of a connection over RDP", (test) => {
  const portsOf = (story: string): unknown[] =>
    (tell(eventsOf(story), { shape: "events" }).rows as LogonEventCells[]).map(({ src_port }) => src_port);

  test("is that of TCP, which UDP follows", () => {
    const story = String.raw`
      08:00:00      rdp131 ip=192.0.2.20 port=50001
      08:00:00.1    rcm1149 user=CORP\anna ip=192.0.2.20
      08:00:00.2    rdp131 ip=192.0.2.20 port=50002 over=UDP
      08:00:01      4624 user=CORP\anna type=10 id=0x1a2b3 ip=192.0.2.20
    `;
    assert.equal(portsOf(story), [50001]);
  });

  test("is one's own where two come from one address", () => {
    const story = String.raw`
      08:00:00      rdp131 ip=192.0.2.20 port=50001
      08:00:01      rcm1149 user=CORP\anna ip=192.0.2.20
      08:00:02      rdp131 ip=192.0.2.20 port=50002
      08:00:03      rcm1149 user=CORP\bernd ip=192.0.2.20
      08:00:04      4624 user=CORP\anna type=10 id=0x1a2b3 ip=192.0.2.20
      08:00:05      4624 user=CORP\bernd type=10 id=0x2b001 ip=192.0.2.20
    `;
    assert.equal(portsOf(story), [50001, 50002]);
  });
});

describe("two starts within sight of a login", (test) => {
  test("end it before a logon behind them", () => {
    const { rows } = tell(
      eventsOf(String.raw`
        08:00:00      log6005
        08:00:00.1    winlogon7001 user=CORP\anna ts=1
        08:00:00.2    kernel12
        08:00:00.3    kernel12
        08:00:01      4624 user=CORP\anna type=2 id=0x1a2b3
      `),
      { shape: "events" },
    );
    assert.equal(
      (rows as LogonEventCells[]).map(({ action, logon_id }) => [action, logon_id]),
      [
        ["boot", undefined],
        ["login", undefined],
        ["logout", undefined],
        ["boot", undefined],
        ["login", "0x1a2b3"],
      ],
    );
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
