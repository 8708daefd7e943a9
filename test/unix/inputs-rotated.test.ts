import fc from "fast-check";
import * as assert from "uvu/assert";
import { compareAges, placeOf } from "../../src/unix/inputs/rotation.ts";
import { expandInputs } from "../../src/unix/inputs.ts";
import { describe } from "../kit/suite.ts";
import { expand } from "./expanded.ts";

// Names as given, and the order of reading.
const orders: readonly (readonly [name: string, given: string, expected: string])[] = [
  ["numbers descend to the live file", "wtmp wtmp.1 wtmp.2.xz", "wtmp.2.xz wtmp.1 wtmp"],
  ["ten is older than two", "wtmp.2 wtmp.10 wtmp.1", "wtmp.10 wtmp.2 wtmp.1"],
  ["zero is the newest rotated file", "wtmpx wtmpx.0 wtmpx.1", "wtmpx.1 wtmpx.0 wtmpx"],
  ["FreeBSD's log has a dot in its stem", "utx.log utx.log.0.bz2 utx.log.1.bz2", "utx.log.1.bz2 utx.log.0.bz2 utx.log"],
  ["dates ascend to the live file", "wtmp wtmp-20260201 wtmp-20260101.gz", "wtmp-20260101.gz wtmp-20260201 wtmp"],
  [
    "hours belong to the date",
    "btmp-2026010123 btmp-2026010102 btmp-20260101",
    "btmp-20260101 btmp-2026010102 btmp-2026010123",
  ],
  [
    "seconds belong to the date",
    "wtmp-20260101-120001.zst wtmp-20260101-120000",
    "wtmp-20260101-120000 wtmp-20260101-120001.zst",
  ],
  ["dates with hyphens", "wtmp.2026-02-01.lz4 wtmp.2026-01-31 wtmp", "wtmp.2026-01-31 wtmp.2026-02-01.lz4 wtmp"],
  [
    "databases keep their ending",
    "wtmp.db wtmp_20260201.db wtmp_20260101.db",
    "wtmp_20260101.db wtmp_20260201.db wtmp.db",
  ],
  ["dates are older than numbers", "wtmp wtmp.1 wtmp-20260101", "wtmp-20260101 wtmp.1 wtmp"],
  ["a compressed live file is live", "wtmp.gz wtmp.1.gz", "wtmp.1.gz wtmp.gz"],
  ["sets stand where they first appear", "btmp wtmp btmp.1 wtmp.1", "btmp.1 btmp wtmp.1 wtmp"],
  ["the same stem elsewhere is another set", "a/wtmp b/wtmp a/wtmp.1 b/wtmp.1", "a/wtmp.1 a/wtmp b/wtmp.1 b/wtmp"],
  ["a number that is no date is a number", "wtmp.1 wtmp.9999", "wtmp.9999 wtmp.1"],
  ["other endings are other files", "wtmp.old wtmp.1 wtmp", "wtmp.old wtmp.1 wtmp"],
  ["equal ages stay as given", "wtmp.1.gz wtmp.1 wtmp", "wtmp.1.gz wtmp.1 wtmp"],
];

describe("rotated sets", (test) => {
  for (const [name, given, expected] of orders) {
    test(`${name}: ${expected}`, async () => {
      const { paths } = await expand(given.split(" "), given.split(" "));
      assert.is(paths.join(" "), expected);
    });
  }

  test("every file carries the name of its set", async () => {
    const { sets } = await expand([], ["wtmp.1", "wtmp-20260101.gz", "utx.log.0", "wtmp_20260101.db", "d/btmp.1.xz"]);
    assert.equal(sets, ["wtmp", "wtmp", "utx.log", "wtmp.db", "d/btmp"]);
    assert.equal(
      expandInputs(["-", "/wtmp.1", "./wtmp", "wtmp.1"], () => {}).map(({ set }) => set),
      ["-", "/wtmp", "wtmp", "wtmp"],
    );
  });

  test("the order of reading does not depend on the order given", () => {
    const names = ["wtmp", "wtmp.1", "wtmp.2.gz", "wtmp.10", "wtmp-20260101", "wtmp-2026010106.xz", "wtmp.2025-12-31"];
    const sorted = ["wtmp.2025-12-31", "wtmp-20260101", "wtmp-2026010106.xz", "wtmp.10", "wtmp.2.gz", "wtmp.1", "wtmp"];
    const order = (given: readonly string[]): string[] =>
      [...given].sort((a, b) => compareAges(placeOf(a).age, placeOf(b).age));
    const property = fc.property(fc.shuffledSubarray(names, { minLength: names.length }), (given) => {
      assert.equal(order(given), sorted);
    });
    fc.assert(property, { numRuns: 200 });
  });
});
