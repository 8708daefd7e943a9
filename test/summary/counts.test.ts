import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { countedBy } from "../../src/summary/login-counts.ts";
import { describe } from "../kit/suite.ts";
import { countInModule, everything, tableOf } from "./counting.ts";
import { loginFiles } from "./logins.ts";
import { type LoginFile, type LoginRow, naiveCounts } from "./naive.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const failed = (rows: readonly LoginRow[]): LoginFile => ({ nature: "failed", rows });

describe("counting logins", (test) => {
  test("gives what maps give, whatever the records hold", () => {
    return fc.assert(
      fc.property(loginFiles, fc.integer({ min: 1, max: 512 }), (files, batch) => {
        const counts = countInModule(files, { batch });
        const naive = naiveCounts(files);
        assert.equal({ ...counts.total }, { ...naive.total, missed: 0 });
        for (const by of countedBy) {
          const expected = [...naive.by[by]].map(([value, tally]) => [value, { ...tally, missed: 0 }]);
          assert.equal([...tableOf(counts, by)].sort(), expected.sort(), by);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("does not depend on the secrets of the hashes", () => {
    return fc.assert(
      fc.property(loginFiles, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n }), (files, seed) => {
        const usual = everything(countInModule(files));
        assert.equal(everything(countInModule(files, { seed })), usual);
      }),
      { numRuns: 50 },
    );
  });

  test("starts from nothing each time", () => {
    countInModule([failed([{ user: bytes("root"), time: 1n }])]);
    const counts = countInModule([]);
    assert.equal(counts.total, { succeeded: 0, failed: 0, missed: 0, first: undefined, last: undefined });
    for (const by of countedBy) assert.is(counts.entries(by).length, 0);
  });

  test("takes for a failed login what has a type of one, or a user, or a line", () => {
    const rows: readonly LoginRow[] = [{}, { type: "EMPTY" }, { type: "BOOT_TIME", host: bytes("192.0.2.1") }];
    const tries: readonly LoginRow[] = [
      { type: "LOGIN_PROCESS" },
      { type: "USER_PROCESS" },
      { type: "DEAD_PROCESS", user: bytes("root") },
      { line: bytes("tty1") },
    ];
    for (const row of rows) assert.is(countInModule([failed([row])]).total.failed, 0, JSON.stringify(row));
    for (const row of tries) assert.is(countInModule([failed([row])]).total.failed, 1, JSON.stringify(row));
  });

  test("takes for a login what is a USER_PROCESS with a user", () => {
    const rows: readonly LoginRow[] = [{ type: "USER_PROCESS" }, { type: "LOGIN_PROCESS", user: bytes("LOGIN") }];
    const login: LoginRow = { type: "USER_PROCESS", user: bytes("root") };
    assert.is(countInModule([{ nature: "history", rows }]).total.succeeded, 0);
    assert.is(countInModule([{ nature: "history", rows: [...rows, login] }]).total.succeeded, 1);
  });

  test("counts an address as a source where there is no host, and with a host the host", () => {
    const addr = Uint8Array.of(192, 0, 2, 1);
    const rows = [
      { addr },
      { addr, host: bytes("") },
      { addr, host: bytes("192.0.2.1") },
      { addr, host: bytes("web") },
    ];
    const counts = countInModule([failed(rows.map((row) => ({ ...row, user: bytes("root") })))]);
    const sources = [...tableOf(counts, "source")].map(([value, tally]) => [value, tally.failed]);
    assert.equal(sources, [
      ["192.0.2.1", 3],
      ["web", 1],
    ]);
  });

  test("tells how many logins have a value longer than 80 bytes", () => {
    const rows = ["x".repeat(80), "x".repeat(81), `${"x".repeat(81)}y`].map((user) => ({ user: bytes(user) }));
    const counts = countInModule([failed(rows)]);
    assert.is(counts.cut("user"), 2);
    assert.is(counts.cut("source"), 0);
    assert.is(tableOf(counts, "user").get("x".repeat(80))?.failed, 3);
  });

  test("takes any time that 64 bits hold", () => {
    const times = [2n ** 63n - 2n, 2n ** 62n, 0n, -(2n ** 62n), -(2n ** 63n) + 1n];
    const counts = countInModule([failed(times.map((time) => ({ user: bytes("root"), time })))]);
    const hours = [...tableOf(counts, "hour")];
    assert.equal(
      hours.map(([, { failed, first, last }]) => [failed, first, last]),
      times.map((time) => [1, time, time]),
    );
    for (const [hour] of hours) assert.match(hour, /^([+-]\d\d)?\d{4}-\d\d-\d\dT\d\d:00$/);
  });
});
