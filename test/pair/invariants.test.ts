import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { identityOf, parseLineProtocol } from "../kit/line-protocol.ts";
import { describe } from "../kit/suite.ts";
import { encodeStays } from "./encoded.ts";
import { cellsOf, histories, type Mixture, steady, wild } from "./histories.ts";
import type { Fields, PlainRecord } from "./oracle.ts";
import { pairPieces } from "./paired.ts";

const RUNS = { numRuns: 80 };

function sessionsOf(history: readonly PlainRecord[]): readonly Fields[] {
  return pairPieces("sessions", [{ records: history.map(cellsOf) }]).rows;
}

function eventsOf(history: readonly PlainRecord[]): readonly Fields[] {
  return pairPieces("events", [{ records: history.map(cellsOf) }]).rows;
}

/** Records that log somebody in, whatever their type says. */
function isLogin({ type, line, user }: PlainRecord): boolean {
  if (user === "" || line.startsWith("~")) return false;
  if (type === "USER_PROCESS") return true;
  return (type === "LOGIN_PROCESS" || type === "INIT_PROCESS") && line !== "" && !/^(LOGIN|\/)/.test(user);
}

describe("whatever a history says", (test) => {
  test("every login record is in exactly one session", () => {
    return fc.assert(
      fc.property(histories(wild), (history) => {
        const sessions = sessionsOf(history);
        const counted = sessions.reduce((total, { count = "1" }) => total + Number(count), 0);
        assert.is(counted, history.filter(isLogin).length);
        const offsets = sessions.map(({ offset }) => offset);
        assert.is(new Set(offsets).size, offsets.length);
        for (const offset of offsets) assert.ok(isLogin(history[Number(offset)] as PlainRecord));
      }),
      RUNS,
    );
  });

  test("sessions of one terminal never overlap: each ends before the next begins, in the order of the file", () => {
    return fc.assert(
      fc.property(histories(wild), (history) => {
        const open = new Map<string, string>();
        for (const { action, line = "", session = "" } of eventsOf(history)) {
          if (!/\d|^:|^console$/.test(line) || session === "") continue;
          if (action === "login") {
            assert.is(open.get(line), undefined);
            open.set(line, session);
          } else {
            assert.is(open.get(line), session);
            open.delete(line);
          }
        }
      }),
      RUNS,
    );
  });

  test("logins less logouts are the sessions that are open", () => {
    return fc.assert(
      fc.property(histories(wild), (history) => {
        const events = eventsOf(history);
        const logins = events.filter(({ action }) => action === "login").length;
        const ends = events.filter(({ action, session }) => action === "logout" && session !== undefined).length;
        const open = sessionsOf(history).filter(({ state }) => state === undefined);
        assert.is(logins - ends, open.length);
        for (const session of open)
          assert.not.ok("ended_by" in session || "logout_time" in session || "ended_before" in session);
      }),
      RUNS,
    );
  });

  test("the two readings agree: each session has its login, each ended one its logout, with the same fields", () => {
    return fc.assert(
      fc.property(histories(wild), (history) => {
        const events = eventsOf(history);
        const ends = events.filter(({ action, session }) => action === "logout" && session !== undefined);
        const ended = sessionsOf(history).filter(({ state }) => state === "ended");
        const end = ({ session, login_time, ended_by, paired_by, duration_s, count }: Fields): unknown => [
          ...[session, login_time, ended_by, paired_by, duration_s, count],
        ];
        assert.equal(ends.map(end), ended.map(end));
        assert.equal(
          ends.map(({ time }) => time),
          ended.map((stay) => stay.logout_time ?? stay.ended_before),
        );
      }),
      RUNS,
    );
  });

  test("no end is invented: a time of logout is that of a logout or a shutdown in the file", () => {
    return fc.assert(
      fc.property(histories(wild), (history) => {
        const times = new Set(history.map(({ time }) => String(time)));
        for (const { logout_time, ended_before, ended_by, duration_s } of sessionsOf(history)) {
          const isTold = ended_by === "logout" || ended_by === "shutdown";
          assert.is(logout_time !== undefined, isTold);
          assert.is(ended_before !== undefined, ended_by !== undefined && !isTold);
          assert.ok(isTold || duration_s === undefined);
          for (const time of [logout_time, ended_before]) assert.ok(time === undefined || times.has(time));
        }
      }),
      RUNS,
    );
  });

  test("nobody leaves before coming, and every duration is known, as long as the clock does not go back", () => {
    return fc.assert(
      fc.property(histories(steady), (history) => {
        for (const { login_time = "", logout_time, ended_before, duration_s } of sessionsOf(history)) {
          const end = logout_time ?? ended_before;
          assert.ok(end === undefined || BigInt(end) >= BigInt(login_time));
          assert.is(duration_s !== undefined, logout_time !== undefined);
          assert.ok(duration_s === undefined || Number(duration_s) >= 0);
        }
      }),
      RUNS,
    );
  });

  test("two sessions have one id only when line, login and pid are the same", () => {
    const mixture: Mixture = { ...wild, lines: [...wild.lines, "a@1", "a@1.5", "a", "@", "5"], pids: [0, 1, 5, 15] };
    return fc.assert(
      fc.property(histories(mixture), (history) => {
        const sessions = sessionsOf(history);
        const ids = new Set(sessions.map(({ session }) => session));
        const stays = new Set(sessions.map(({ line, login_time, pid }) => JSON.stringify([line, login_time, pid])));
        assert.is(ids.size, stays.size);
      }),
      RUNS,
    );
  });

  test("no two points are one for a server: measurement, tags and time are unique, in whole seconds too", () => {
    //  One moment, one user, one shared line: only ordinals tell them apart.
    const crowd: Mixture = { ...wild, lines: ["ssh", "ftpd", "pts/0"], users: ["alice", ""], steps: [0, 0, 1_000_000] };
    return fc.assert(
      fc.property(fc.oneof(histories(crowd, 120), histories(wild)), (history) => {
        for (const shape of ["sessions", "events"] as const) {
          const points = parseLineProtocol(encodeStays(shape, "line-protocol", history.map(cellsOf)));
          const rows = shape === "sessions" ? sessionsOf(history) : eventsOf(history);
          assert.is(points.length, rows.length);
          assert.is(new Set(points.map(identityOf)).size, points.length);
        }
      }),
      RUNS,
    );
  });
});
