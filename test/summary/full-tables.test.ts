import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { countedBy, type LoginCounts } from "../../src/summary/login-counts.ts";
import { wordsFrom } from "../kit/random.ts";
import { describe } from "../kit/suite.ts";
import { countInModule, everything, tableOf } from "./counting.ts";
import { loginFiles } from "./logins.ts";
import { type LoginFile, naiveCounts } from "./naive.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const tiny = { user: 6, source: 5, line: 4, hour: 7 };

/** What the head of assembly/summary/forget.ts promises, held against maps. */
function holdsPromises(counts: LoginCounts, files: readonly LoginFile[]): void {
  const naive = naiveCounts(files);
  assert.equal({ ...counts.total }, { ...naive.total, missed: 0 });
  const logins = naive.total.succeeded + naive.total.failed;
  for (const by of countedBy) {
    const table = tableOf(counts, by);
    const floor = counts.floor(by);
    assert.ok(table.size <= counts.capacity(by), `${by}: ${table.size} entries`);
    assert.ok(floor <= (8 * logins) / counts.capacity(by), `${by}: floor ${floor} after ${logins} logins`);
    for (const [value, truth] of naive.by[by]) {
      const all = truth.succeeded + truth.failed;
      const counted = table.get(value);
      if (counted === undefined) {
        assert.ok(all <= floor, `${by} ${value}: ${all} logins, not counted, floor ${floor}`);
        continue;
      }
      const { succeeded, failed, missed, first, last } = counted;
      assert.ok(
        succeeded + failed <= all && all <= succeeded + failed + missed,
        `${by} ${value}: ${all}, off ${missed}`,
      );
      assert.ok(succeeded <= truth.succeeded && failed <= truth.failed);
      assert.ok(missed <= floor);
      if (missed === 0) assert.equal(counted, { ...truth, missed: 0 });
      assert.ok(first === undefined || (truth.first ?? 0n) <= first);
      assert.ok(last === undefined || (truth.last ?? 0n) >= last);
    }
  }
}

describe("tables that are full", (test) => {
  test("keep every count within its bounds, and leave out only what is within the floor", () =>
    fc.assert(
      fc.property(loginFiles, fc.integer({ min: 1, max: 60 }), (files, batch) => {
        holdsPromises(countInModule(files, { capacities: tiny, batch }), files);
      }),
      { numRuns: 300 },
    ));

  test("do not depend on the secrets of the hashes, nor on how records come in batches", () =>
    fc.assert(
      fc.property(loginFiles, fc.bigInt(), fc.integer({ min: 1, max: 60 }), (files, seed, batch) => {
        const usual = everything(countInModule(files, { capacities: tiny }));
        assert.equal(everything(countInModule(files, { capacities: tiny, seed, batch })), usual);
      }),
      { numRuns: 100 },
    ));

  test("keep the counts of those who were there before a flood of names exact, and those who come after it in sight", () => {
    const next = wordsFrom(7);
    const rows = Array.from({ length: 20_000 }, (_, index) => {
      const known = index % 10 === 0 ? "early" : index > 10_000 && index % 10 === 1 ? "late" : undefined;
      return { user: bytes(known ?? `x${next()}`), time: BigInt(index) };
    });
    const files: LoginFile[] = [{ nature: "failed", rows }];
    const counts = countInModule(files, { capacities: { ...tiny, user: 256 } });
    holdsPromises(counts, files);
    const users = tableOf(counts, "user");
    assert.equal(users.get("early"), { succeeded: 0, failed: 2000, missed: 0, first: 0n, last: 19_990n });
    assert.ok((users.get("late")?.failed ?? 0) > 900);
    assert.ok(counts.floor("user") > 0);
  });

  test("keep who got in, however many names only failed", () => {
    const admins = Array.from({ length: 100 }, (_, index) => ({
      type: "USER_PROCESS" as const,
      user: bytes(`admin${index}`),
      time: BigInt(index),
    }));
    const flood = Array.from({ length: 20_000 }, (_, index) => ({ user: bytes(`x${index % 9999}`), time: 1000n }));
    const counts = countInModule(
      [
        { nature: "history", rows: admins },
        { nature: "failed", rows: flood },
      ],
      { capacities: { ...tiny, user: 256 } },
    );
    const users = tableOf(counts, "user");
    for (let index = 0; index < 100; index++) {
      const time = BigInt(index);
      assert.equal(users.get(`admin${index}`), { succeeded: 1, failed: 0, missed: 0, first: time, last: time });
    }
  });

  test("keep their bounds when more users got in than they can hold", () => {
    const rows = Array.from({ length: 5000 }, (_, index) => ({
      type: "USER_PROCESS" as const,
      user: bytes(`user${(index * 37) % (index % 3 === 0 ? 50 : 3000)}`),
    }));
    const files: LoginFile[] = [{ nature: "history", rows }];
    holdsPromises(countInModule(files, { capacities: { ...tiny, user: 64 } }), files);
  });

  test("of the usual size hold 32768 users, sources and hours and 4096 lines", () => {
    const rows = Array.from({ length: 32_768 }, (_, index) => ({
      user: bytes(`u${index}`),
      host: bytes(`host-${index}.example.org`),
      line: bytes(`l${index % 4096}`),
      time: BigInt(index) * 3_600_000_000n,
    }));
    const counts = countInModule([{ nature: "failed", rows }]);
    assert.equal(
      countedBy.map((by) => [counts.entries(by).length, counts.capacity(by), counts.floor(by)]),
      [32_768, 32_768, 4096, 32_768].map((size) => [size, size, 0]),
    );
    const [first, last] = [0n, 32_767n * 3_600_000_000n];
    assert.equal(tableOf(counts, "user").get("u32767"), { succeeded: 0, failed: 1, missed: 0, first: last, last });
    assert.equal(tableOf(counts, "user").get("u0"), { succeeded: 0, failed: 1, missed: 0, first, last: first });
  });
});
