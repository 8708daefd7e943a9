import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { meantSetting, nearest } from "../../src/config/nearest.ts";
import { describe } from "../kit/suite.ts";
import { settings } from "./settings.ts";

const names = ["influx.url", "influx.user", "influx.token", "influx.token_file", "schedule.snapshot", "spool.sync"];

describe("what a misspelled name was meant to be", (test) => {
  for (const [misspelled, meant] of [
    ["influx.tokn", "influx.token"],
    ["influx.tokenfile", "influx.token_file"],
    ["influx.urll", "influx.url"],
    ["schedule.snapshots", "schedule.snapshot"],
    ["spol.sync", "spool.sync"],
    ["influx.users", "influx.user"],
  ] as const) {
    test(`${misspelled}: ${meant}`, () => assert.is(nearest(misspelled, names), meant));
  }

  for (const misspelled of ["", "x", "colour", "x".repeat(1_000_000)]) {
    test(`nothing is near to ${JSON.stringify(misspelled.slice(0, 10))}`, () =>
      assert.is(nearest(misspelled, names), undefined));
  }

  test("one letter more, fewer or other leads back", () => {
    const place = fc.tuple(fc.constantFrom(...names), fc.nat(20), fc.constantFrom("more", "fewer", "other"));
    return fc.assert(
      fc.property(place, ([name, at, how]) => {
        const index = at % name.length;
        const middle = how === "more" ? `~${name[index]}` : how === "fewer" ? "" : "~";
        assert.is(nearest(name.slice(0, index) + middle + name.slice(index + 1), [name]), name);
      }),
    );
  });

  test("a setting is looked for in its section, and by its whole name in others", () => {
    assert.is(meantSetting("one", "txt", settings)?.key, "one.text");
    assert.is(meantSetting("two", "text", settings)?.key, "one.text");
    assert.is(meantSetting("two", "many", settings)?.key, "two.many_names");
    assert.is(meantSetting("two", "txt", settings), undefined);
  });
});
