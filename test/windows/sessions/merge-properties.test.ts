import fc from "fast-check";
import * as assert from "uvu/assert";
import type { Seat } from "../../../src/windows/sessions/evidence.ts";
import { describe } from "../../kit/suite.ts";
import { list, logon, row, station } from "./told.ts";

const names = fc.constantFrom("amelie", "Amelie", "tobias", "DWM-1", "WS-1$");
const seconds = fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined });
const someLogons = fc.uniqueArray(
  fc
    .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 14 }), seconds, fc.option(names, { nil: null }))
    .map((parts) => logon(...parts)),
  { maxLength: 10, selector: ({ id }) => id },
);
const someStations = fc.uniqueArray(
  fc.tuple(fc.integer({ min: 1, max: 9 }), names, seconds).map((parts) => station(...parts)),
  { maxLength: 5, selector: ({ session }) => session },
);
const someRows = fc.uniqueArray(
  fc
    .tuple(fc.integer({ min: 1, max: 9 }), names, fc.constantFrom("console", "rdp-tcp#1", undefined))
    .map((parts) => row(...parts)),
  { maxLength: 5, selector: ({ session }) => session },
);
const told = fc.record({
  logons: someLogons,
  stations: fc.option(someStations, { nil: [] }),
  rows: fc.option(someRows, { nil: [] }),
});

describe("any list of logons and seats", (test) => {
  test("holds each logon and each seat once", () => {
    fc.assert(
      fc.property(told, ({ logons, stations, rows }) => {
        const sessions = list({ logons, stations, rows }).map(({ cells }) => cells);
        const ids = sessions
          .flatMap(({ logon_id, linked_logon_id }) => [logon_id, linked_logon_id])
          .filter((id) => id !== undefined);
        assert.equal(ids.sort(), logons.map(({ id }) => id).sort());
        const bySource: readonly (readonly [source: string, seats: readonly Seat[]])[] = [
          ["wts", stations],
          ["quser", rows],
        ];
        for (const [source, seats] of bySource) {
          const own = sessions.filter(({ sources }) => sources.split(" ").includes(source));
          assert.equal(own.map(({ ts_session }) => ts_session).sort(), seats.map(({ session }) => session).sort());
        }
        for (const { sources, logon_id, ts_session } of sessions)
          assert.is(sources.startsWith("cim"), logon_id !== undefined, String(ts_session));
      }),
    );
  });

  test("is the same whatever the order of the answers is", () => {
    const both = told.chain((one) =>
      fc.record({
        one: fc.constant(one),
        other: fc.record({
          logons: fc.shuffledSubarray(one.logons, { minLength: one.logons.length }),
          stations: fc.shuffledSubarray(one.stations, { minLength: one.stations.length }),
          rows: fc.shuffledSubarray(one.rows, { minLength: one.rows.length }),
        }),
      }),
    );
    fc.assert(fc.property(both, ({ one, other }) => assert.equal(list(one), list(other))));
  });

  test("never ties seats to the system's own logons, nor calls them stale", () => {
    fc.assert(
      fc.property(told, (one) => {
        for (const { standing, cells } of list(one))
          if (standing === "noise") assert.equal([cells.sources, cells.state], ["cim", undefined]);
      }),
    );
  });

  test("of thousands is made in a moment", () => {
    const many = Array.from({ length: 5000 }, (_, index) => logon(index + 1, 10, index, `user${index % 50}`));
    const seats = Array.from({ length: 500 }, (_, index) => station(index + 1, `user${index % 50}`, index * 10));
    const started = performance.now();
    assert.is(list({ logons: many, stations: seats }).length, 5000);
    assert.ok(performance.now() - started < 3000, `${performance.now() - started} ms`);
  });
});
