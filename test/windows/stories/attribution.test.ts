import * as assert from "uvu/assert";
import type { LogonEventCells } from "../../../src/model/logon.ts";
import { describe } from "../../kit/suite.ts";
import { eventsOf } from "./story.ts";
import { tell } from "./telling.ts";

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
