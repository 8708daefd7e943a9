import * as fc from "fast-check";
import * as assert from "uvu/assert";
import type { WindowsEvent } from "../../../src/windows/events/event.ts";
import type { Told } from "../../../src/windows/stories/stories.ts";
import { describe } from "../../kit/suite.ts";
import { type Plain, tellPlainly } from "./oracle.ts";
import { histories, simple } from "./random-stories.ts";
import { eventsOf } from "./story.ts";
import { tell } from "./telling.ts";

const RUNS = 2000;

/** Names of fields as the oracle has them. */
const eventFields = { time: "time", action: "action", username: "user", session: "session", ended_by: "ended_by" };
const sessionFields = {
  username: "user",
  session: "session",
  login_time: "login",
  ended_by: "ended_by",
  logout_time: "logout",
  ended_before: "before",
};

function plain(row: Told, fields: Readonly<Record<string, string>>): Plain {
  const named = Object.entries(row).filter(([name]) => name in fields);
  return Object.fromEntries(named.map(([name, value]) => [fields[name] ?? name, String(value)]));
}

describe("stories and their plain oracle", (test) => {
  // The system's own logon ids are logged on to again and again, which the oracle has never heard of.
  const known = histories(simple).map((story) =>
    eventsOf(story).filter(({ data }) => !["0x3e7"].includes(data.get("TargetLogonId") ?? data.get("LogonID") ?? "")),
  );
  const plainest = known.map((events) => events.filter(({ data }) => data.get("LogonType") !== "7"));

  test("tell the same events of any simple history", () => {
    return fc.assert(
      fc.property(plainest, (events) => {
        const rows = unlinked(events);
        const told = tell(rows, { shape: "events" }).rows.map((row) => plain(row, eventFields));
        assert.equal(told, tellPlainly(rows).events);
      }),
      { numRuns: RUNS },
    );
  });

  test("tell the same sessions of any simple history", () => {
    return fc.assert(
      fc.property(plainest, (events) => {
        const rows = unlinked(events);
        const told = tell(rows, { shape: "sessions" }).rows.map((row) => plain(row, sessionFields));
        assert.equal(told, tellPlainly(rows).sessions);
      }),
      { numRuns: RUNS },
    );
  });
});

/** Events of which none has another half. */
function unlinked(events: readonly WindowsEvent[]): readonly WindowsEvent[] {
  return events.map((event) => {
    const data = new Map(event.data);
    if (data.has("TargetLinkedLogonId")) data.set("TargetLinkedLogonId", "0x0");
    return { ...event, data };
  });
}
