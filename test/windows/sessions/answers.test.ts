import fc from "fast-check";
import * as assert from "uvu/assert";
import { WhofluxError } from "../../../src/model/error.ts";
import { readLogons } from "../../../src/windows/sessions/logons.ts";
import { lockFlagOf, readSeats } from "../../../src/windows/sessions/seats.ts";
import { describe } from "../../kit/suite.ts";
import { type Scene, snapshotOf, textOf } from "./scenes.ts";

const logon = { id: "332497", type: 2, start: "2026-01-05T07:01:12.3456789Z", package: "Negotiate" };
const account = { id: "332497", domain: "NORDWIND", name: "amelie", sid: "S-1-5-21-1-2-3-1104" };
const logons = { boot: "2026-01-05T06:58:00Z", logons: [logon], accounts: [account], problems: [] };
const seat = {
  ...{ session: 2, station: "RDP-Tcp#7", state: 0, flags: 1, user: "amelie", domain: "NORDWIND", protocol: 2 },
  ...{ logon: "2026-01-05T07:01:12Z", connect: null, disconnect: null, input: "2026-01-05T11:00:00Z" },
  ...{ now: "2026-01-05T11:00:09.9Z", client: "LAPTOP", address: "fe80::7%10" },
};

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

describe("an answer that is none", (test) => {
  const good: Scene = {
    greeting: { elevated: true, windows: null },
    logons,
    wts: { sessions: [seat] },
    quser: { found: true, exit: 0, lines: [] },
  };

  test("is said of its source, and hinders no other", async () => {
    for (const verb of ["logons", "wts", "quser"] as const) {
      for (const answer of [
        null,
        7,
        "x",
        [],
        {},
        { logons: {} },
        { sessions: 7 },
        { found: 1 },
        { found: true, exit: 0, lines: [7] },
      ]) {
        const { health } = await snapshotOf({ ...good, [verb]: answer });
        const failed = health.filter(({ status }) => status !== "ok").map(({ status, problem }) => [status, problem]);
        assert.is(failed.length, 1, JSON.stringify([verb, answer]));
        assert.match(String(failed[0]), /^failed,the answer's .* is not what it should be \(expected .*\)$/);
      }
    }
  });

  test("of any JSON at all makes no snapshot throw, and no line that is none", async () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("332497", "2026-01-05T07:01:12Z", "Console", "fe80::1"),
    );
    const shape = <T extends object>(entry: T): fc.Arbitrary<unknown> =>
      fc.record(
        Object.fromEntries(
          Object.entries(entry).map(([name, value]) => [
            name,
            fc.oneof({ weight: 4, arbitrary: fc.constant(value) }, texts, fc.nat(), fc.jsonValue()),
          ]),
        ),
        { requiredKeys: [] },
      );
    const many = <T extends object>(entry: T): fc.Arbitrary<unknown> =>
      fc.oneof({ weight: 9, arbitrary: fc.array(shape(entry), { maxLength: 6 }) }, fc.jsonValue());
    const scene = fc.record({
      greeting: fc.oneof(fc.constant(good.greeting), fc.jsonValue()),
      logons: fc.oneof(
        {
          weight: 9,
          arbitrary: fc.record({
            boot: fc.oneof(texts, fc.constant(null)),
            logons: many(logon),
            accounts: many(account),
            problems: fc.constant([]),
          }),
        },
        fc.jsonValue(),
      ),
      wts: fc.oneof({ weight: 9, arbitrary: fc.record({ sessions: many(seat) }) }, fc.jsonValue()),
      quser: fc.oneof(fc.record({ found: fc.boolean(), exit: fc.integer(), lines: fc.array(texts) }), fc.jsonValue()),
    });
    await fc.assert(
      fc.asyncProperty(scene, async (said) => {
        const text = await textOf(said as Scene, { include: "all" });
        assert.ok(text.endsWith("\n"));
      }),
      { numRuns: 500 },
    );
  });

  test("is not what a bug throws", async () => {
    const bug = {
      greet: () => Promise.reject(new Error("none")),
      ask: () => Promise.reject(new TypeError("bug")),
      close: async () => {},
    };
    const { takeWindowsSnapshot } = await import("../../../src/sources/windows-snapshot.ts");
    const error = await takeWindowsSnapshot({ windows: bug, clock: () => 0 }).catch((found: unknown) => found);
    assert.ok(error instanceof TypeError && !(error instanceof WhofluxError));
  });
});
