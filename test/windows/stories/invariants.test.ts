import * as fc from "fast-check";
import * as assert from "uvu/assert";
import type { LogonEventCells, LogonSessionCells } from "../../../src/model/logon.ts";
import { describe } from "../../kit/suite.ts";
import { histories, wild } from "./random-stories.ts";
import { eventsOf } from "./story.ts";
import { tell } from "./telling.ts";

const RUNS = 600;

/** What tells a session from all others: Winlogon names its account by the SID alone. */
const keyOf = ({ host, session, login_time, time, username, uid }: LogonEventCells): string =>
  `${host} ${session} ${username} ${uid} ${login_time ?? time}`;

describe("whatever happens", (test) => {
  test("a login has at most one logout, and nothing of its session is told behind that", () => {
    return fc.assert(
      fc.property(histories(wild), (story) => {
        const events = eventsOf(story);
        const ended = new Set<string>();
        for (const row of tell(events, { shape: "events" }).rows as LogonEventCells[]) {
          if (row.session === undefined) continue;
          const key = keyOf(row);
          // Who logs on again at the very same moment has a session that nothing tells from the one before.
          if (row.action === "login") ended.delete(key);
          assert.not(ended.has(key), `${String(row.action)} of a session that was over`);
          if (row.action === "logout") ended.add(key);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test("no session outlives a start of its computer", () => {
    return fc.assert(
      fc.property(histories(wild), (story) => {
        const events = eventsOf(story);
        const open = new Set<string>();
        for (const row of tell(events, { shape: "events" }).rows as LogonEventCells[]) {
          if (row.action === "login" && row.session !== undefined && row.login_successful === 1) open.add(keyOf(row));
          if (row.action === "logout") open.delete(keyOf(row));
          if (row.action === "boot") assert.equal([...open], []);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test("both shapes tell of the same sessions", () => {
    return fc.assert(
      fc.property(histories(wild), (story) => {
        const events = eventsOf(story);
        const told = tell(events, { shape: "events" }).rows as LogonEventCells[];
        const sessions = tell(events, { shape: "sessions" }).rows as LogonSessionCells[];
        const ends = told.filter(({ action, session }) => action === "logout" && session !== undefined);
        const over = sessions.filter(({ state }) => state === "ended");
        assert.equal(
          ends.map(({ session, login_time, ended_by, duration_s }) => ({ session, login_time, ended_by, duration_s })),
          over.map(({ session, login_time, ended_by, duration_s }) => ({ session, login_time, ended_by, duration_s })),
        );
      }),
      { numRuns: RUNS },
    );
  });

  test("a session does not end before it begins, and an open one tells no end", () => {
    return fc.assert(
      fc.property(histories(wild), (story) => {
        const events = eventsOf(story);
        for (const row of tell(events, { shape: "sessions" }).rows as LogonSessionCells[]) {
          const end = row.logout_time ?? row.ended_before;
          assert.is(end === undefined, row.state === undefined);
          if (end !== undefined) assert.ok((end as bigint) >= (row.login_time as bigint));
          if (row.duration_s !== undefined) assert.ok((row.duration_s as bigint) >= 0n);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test("absent values are missing, never empty, a dash or the SID of nobody", () => {
    return fc.assert(
      fc.property(histories(wild), (story) => {
        const events = eventsOf(story);
        for (const shape of ["events", "sessions"] as const) {
          for (const row of tell(events, { shape }).rows) {
            for (const [name, value] of Object.entries(row)) {
              assert.not(["", "-", "S-1-0-0", undefined, "unknown"].includes(value as string), `${name}: ${value}`);
            }
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
