import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { type LoginEvent, type LoginSession, readEvents, readSessions, type StayOptions } from "../src/index.ts";
import { describe } from "./kit/suite.ts";

const sample = fileURLToPath(new URL("../fixtures/hosts/sample/var/log/", import.meta.url));

async function all<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const found: Row[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

function sessions(name: string, options?: StayOptions): Promise<LoginSession[]> {
  return all(readSessions(sample + name, options));
}

function events(name: string, options?: StayOptions): Promise<LoginEvent[]> {
  return all(readEvents(sample + name, options));
}

describe("readSessions", (test) => {
  test("gives whole stays, from login to logout, with their terminals and how they were paired", async () => {
    const [first] = await sessions("wtmp*", { user: "root" });
    assert.equal(first, {
      session: "tty1@1767593551500000.612",
      username: "root",
      login_type: "local",
      kind: "tty",
      line: "tty1",
      state: "ended",
      pid: 612,
      login_time: 1767593551500000n,
      logout_time: 1767594211500007n,
      duration_s: 660,
      ended_by: "logout",
      paired_by: "pid",
      sources: "wtmp",
      offset: 1536,
    });
  });

  test("gives no end to a session that a boot ended, only the time by which it had ended", async () => {
    const crashed = (await sessions("wtmp*")).filter(({ ended_by }) => ended_by === "crash");
    assert.ok(crashed.length > 0);
    for (const session of crashed) {
      assert.is(session.logout_time, undefined);
      assert.is(session.duration_s, undefined);
      assert.ok((session.ended_before ?? 0n) >= (session.login_time ?? 0n));
    }
  });

  test("keeps what was open at any moment of a window", async () => {
    const found = await sessions("wtmp*");
    const since = "2026-01-19T10:00:00Z";
    const until = "2026-01-19T10:30:00Z";
    const [from, to] = [since, until].map((time) => BigInt(Date.parse(time)) * 1000n) as [bigint, bigint];
    const there = found.filter(
      ({ login_time = 0n, logout_time, ended_before }) =>
        login_time <= to + 999_999n && (logout_time ?? ended_before ?? to) >= from,
    );
    assert.ok(there.length > 3);
    assert.equal(await sessions("wtmp*", { since, until }), there);
  });

  test("tells that a file holds failed logins by giving none of them", async () => {
    assert.equal(await sessions("btmp*"), []);
  });
});

describe("readEvents", (test) => {
  test("gives as many logouts as sessions that ended, each with the id of its login", async () => {
    const found = await events("wtmp*");
    const ids = (action: string): (string | undefined)[] =>
      found.filter((event) => event.action === action && event.session !== undefined).map(({ session }) => session);
    const ended = (await sessions("wtmp*")).filter(({ ended_by }) => ended_by !== undefined);
    assert.equal(ids("logout").sort(), ended.map(({ session }) => session).sort());
    const logins = new Set(ids("login"));
    assert.ok(ids("logout").every((id) => logins.has(id)));
    assert.is(logins.size, ids("login").length);
  });

  test("gives failed logins, which have no session", async () => {
    const failed = await events("btmp*", { until: "2026-01-06" });
    assert.ok(failed.length > 10);
    for (const event of failed) {
      assert.equal(
        [event.action, event.login_successful, event.session, event.sources],
        ["login", false, undefined, "btmp"],
      );
    }
  });

  test("stops where the caller stops", async () => {
    for await (const event of readEvents(`${sample}wtmp*`)) {
      assert.is(event.action, "boot");
      return;
    }
    assert.unreachable();
  });
});
