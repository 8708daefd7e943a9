import fc from "fast-check";
import * as assert from "uvu/assert";
import { type Place, placeForm } from "../../src/deliver/place.ts";
import { placeName } from "../../src/deliver/place-name.ts";
import { describe } from "../kit/suite.ts";

const count = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const sum = fc.stringMatching(/^[\da-f]{64}$/);
const place: fc.Arbitrary<Place> = fc.record({
  bytes: count,
  lines: count,
  sum,
  quarantined: count,
  outsideRetention: count,
});

describe("the place of a shipment", (test) => {
  test("is what was written", () => {
    fc.assert(fc.property(place, (some) => assert.equal(placeForm.stateOf(placeForm.textOf(some)), { ...some })));
  });

  test("is checked, whoever wrote it", () => {
    const sound: Place = { bytes: 1, lines: 1, sum: "0".repeat(64), quarantined: 0, outsideRetention: 0 };
    const wrong = [{ bytes: -1 }, { bytes: 1.5 }, { lines: "1" }, { sum: "0" }, { sum: 7 }, { quarantined: null }];
    for (const part of wrong) assert.throws(() => placeForm.stateOf(JSON.stringify({ ...sound, ...part })));
    for (const text of ["null", "7", "[]", "{}", "x"]) assert.throws(() => placeForm.stateOf(text));
  });

  test("has a name that tells its words apart, however they are cut", () => {
    const names = [["a", "b"], ["ab"], ["a", "b", ""], ["b", "a"], []].map(placeName);
    assert.is(new Set(names).size, names.length);
    assert.is(placeName(["a", "b"]), placeName(["a", "b"]));
    assert.match(names[0] ?? "", /^[\da-f]{32}$/);
  });
});
