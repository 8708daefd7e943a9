import * as assert from "uvu/assert";
import { readLogons } from "../../../src/windows/sessions/logons.ts";
import { lockFlagOf, readSeats } from "../../../src/windows/sessions/seats.ts";
import { describe } from "../../kit/suite.ts";
import { account, logon, logons, seat } from "./samples.ts";

describe("an answer to logons", (test) => {
  test("is logons with decimal ids, each joined with its account", () => {
    const { entries, boot, skipped } = readLogons(logons);
    assert.equal([boot, skipped], [1_767_596_280_000_000n, 0]);
    const { id: _, ...owner } = account;
    assert.equal(entries, [
      { id: "0x512d1", type: 2, start: 1_767_596_472_345_678n, package: "Negotiate", account: owner },
    ]);
  });

  test("may leave out what is not known", () => {
    const bare = { id: "7", type: 3, start: null, package: null };
    const { entries } = readLogons({
      boot: null,
      logons: [bare],
      accounts: [{ ...account, id: "7", domain: null, sid: null }],
      problems: [],
    });
    assert.equal(entries, [{ id: "0x7", type: 3, account: { name: "amelie" } }]);
    assert.equal(
      readLogons({ ...logons, accounts: [{ ...account, sid: "S-1-0-0", domain: "" }] }).entries[0]?.account,
      { name: "amelie" },
    );
  });

  test("has one logon for each id, the same one whatever the order is", () => {
    const both = [logon, { ...logon, type: 10 }];
    const first = readLogons({ ...logons, logons: both }).entries;
    assert.is(first.length, 1);
    assert.equal(readLogons({ ...logons, logons: both.reverse() }).entries, first);
  });

  test("may hold an entry that is none: it is counted, and hinders no other", () => {
    const wrong = [
      null,
      7,
      {},
      { ...logon, id: 332497 },
      { ...logon, id: "-1" },
      { ...logon, id: "0" },
      { ...logon, type: "2" },
      { ...logon, type: -1 },
      { ...logon, start: 5 },
    ];
    const { entries, skipped } = readLogons({
      ...logons,
      logons: [...wrong, logon],
      accounts: [[], account, { ...account, name: null }],
    });
    assert.equal([entries.length, entries[0]?.account?.name, skipped], [1, "amelie", wrong.length + 2]);
  });
});

describe("an answer to wts", (test) => {
  test("is who sits before a session, and from where", () => {
    assert.equal(readSeats({ sessions: [seat] }, 0).entries, [
      {
        ...{ sources: ["wts"], session: 2, name: "amelie", domain: "NORDWIND", station: "rdp-tcp#7", state: "active" },
        ...{ login: 1_767_596_472_000_000n, idle: 9, client: "LAPTOP" },
        address: Uint8Array.of(0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7),
      },
    ]);
  });

  test("tells the states of a session, and whether it is locked", () => {
    const states = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(
      (state) => readSeats({ sessions: [{ ...seat, state }] }, 0).entries[0]?.state,
    );
    const none = undefined;
    assert.equal(states, ["active", "active", none, "active", "disconnected", none, none, "closing", "closing", none]);
    const locks = [0, 1, 4294967295].map((flags) => readSeats({ sessions: [{ ...seat, flags }] }, 0).entries[0]?.state);
    assert.equal(locks, ["locked", "active", "active"]);
  });

  test("says it the other way round before Windows 8", () => {
    assert.equal(
      ["6.1.7601", "6.0.6002", "5.2.3790", "6.2.9200", "6.3.9600", "10.0.22631", "", null].map(lockFlagOf),
      [1, 1, 1, 0, 0, 0, 0, 0],
    );
    assert.is(readSeats({ sessions: [{ ...seat, flags: 1 }] }, 1).entries[0]?.state, "locked");
  });

  test("has sessions of nobody, which are no entries and no faults", () => {
    assert.equal(readSeats({ sessions: [{ ...seat, user: "" }] }, 0), { entries: [], skipped: 0 });
  });

  test("tells no line, and when it was left, of a session that is disconnected", () => {
    const away = { ...seat, state: 4, station: "", disconnect: "2026-01-05T10:00:00Z" };
    const [found] = readSeats({ sessions: [away] }, 0).entries;
    assert.equal([found?.station, found?.disconnect, found?.idle], [undefined, 1_767_607_200_000_000n, 9]);
    assert.is(readSeats({ sessions: [{ ...away, state: 0 }] }, 0).entries[0]?.disconnect, undefined);
  });

  test("tells no idle time of the console, nor one that goes back or on for decades", () => {
    const idle = (changes: object): number | undefined =>
      readSeats({ sessions: [{ ...seat, ...changes }] }, 0).entries[0]?.idle;
    assert.is(idle({ station: "Console", protocol: 0 }), undefined);
    assert.is(idle({ input: "2026-01-05T11:01:00Z" }), undefined);
    assert.is(idle({ input: "1970-01-02T00:00:00Z" }), undefined);
    assert.is(idle({ input: "1601-01-01T00:00:00Z" }), undefined);
  });
});
