import * as assert from "uvu/assert";
import { WhofluxError } from "../../src/model/error.ts";
import { compileSelection } from "../../src/select/index.ts";
import { describe } from "../kit/suite.ts";
import { compiled, headerOf } from "./compiled.ts";

/** 2026-03-01T12:34:56.789Z, a day behind a short February. */
const clock = (): number => Date.UTC(2026, 2, 1, 12, 34, 56, 789);

/** The window that the options compile to, as ISO times with microseconds. */
function windowOf(since: string | undefined, until: string | undefined): readonly [string, string] {
  const view = headerOf(compiled({ since, until }, clock));
  return [iso(view.getBigInt64(0, true)), iso(view.getBigInt64(8, true))];
}

function iso(time: bigint): string {
  if (time === -(2n ** 63n) + 1n) return "first";
  if (time === 2n ** 63n - 1n) return "last";
  const micros = ((time % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const seconds = Number((time - micros) / 1_000_000n);
  return `${new Date(seconds * 1000).toISOString().slice(0, -5)}.${String(micros).padStart(6, "0")}`;
}

function refusal(run: () => unknown): WhofluxError {
  try {
    run();
  } catch (error) {
    if (error instanceof WhofluxError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

//  value | its first microsecond | its last one
const moments: readonly (readonly [value: string, first: string, last: string])[] = [
  ["2026-01-31", "2026-01-31T00:00:00.000000", "2026-01-31T00:00:00.999999"],
  ["2024-02-29", "2024-02-29T00:00:00.000000", "2024-02-29T00:00:00.999999"],
  ["2026-01-31+02:00", "2026-01-30T22:00:00.000000", "2026-01-30T22:00:00.999999"],
  ["2026-01-31T10:15", "2026-01-31T10:15:00.000000", "2026-01-31T10:15:00.999999"],
  ["2026-01-31 10:15:30", "2026-01-31T10:15:30.000000", "2026-01-31T10:15:30.999999"],
  ["2026-01-31T10:15:30Z", "2026-01-31T10:15:30.000000", "2026-01-31T10:15:30.999999"],
  ["2026-01-31t10:15:30z", "2026-01-31T10:15:30.000000", "2026-01-31T10:15:30.999999"],
  ["2026-01-31 10:15:30 UTC", "2026-01-31T10:15:30.000000", "2026-01-31T10:15:30.999999"],
  ["2026-01-31T10:15:30.5Z", "2026-01-31T10:15:30.500000", "2026-01-31T10:15:30.599999"],
  ["2026-01-31T10:15:30,123456+00:00", "2026-01-31T10:15:30.123456", "2026-01-31T10:15:30.123456"],
  ["2026-01-31T10:15:30.123456789Z", "2026-01-31T10:15:30.123456", "2026-01-31T10:15:30.123456"],
  ["2026-01-31T23:30:00-0130", "2026-02-01T01:00:00.000000", "2026-02-01T01:00:00.999999"],
  ["2026-01-31T00:30:00+05:30", "2026-01-30T19:00:00.000000", "2026-01-30T19:00:00.999999"],
  ["2026-01-31T10:00:00+02", "2026-01-31T08:00:00.000000", "2026-01-31T08:00:00.999999"],
  ["0099-12-31", "0099-12-31T00:00:00.000000", "0099-12-31T00:00:00.999999"],
  ["+012026-01-31", "+012026-01-31T00:00:00.000000", "+012026-01-31T00:00:00.999999"],
  ["1969-12-31T23:59:59.25", "1969-12-31T23:59:59.250000", "1969-12-31T23:59:59.259999"],
  ["now", "2026-03-01T12:34:56.789000", "2026-03-01T12:34:56.789999"],
  ["today", "2026-03-01T00:00:00.000000", "2026-03-01T00:00:00.999999"],
  ["Yesterday", "2026-02-28T00:00:00.000000", "2026-02-28T00:00:00.999999"],
  [" -7d ", "2026-02-22T12:34:56.789000", "2026-02-22T12:34:56.789999"],
  ["7d", "2026-02-22T12:34:56.789000", "2026-02-22T12:34:56.789999"],
  ["-1w", "2026-02-22T12:34:56.789000", "2026-02-22T12:34:56.789999"],
  ["-2h30m", "2026-03-01T10:04:56.789000", "2026-03-01T10:04:56.789999"],
  ["-45s", "2026-03-01T12:34:11.789000", "2026-03-01T12:34:11.789999"],
  ["+1d", "2026-03-02T12:34:56.789000", "2026-03-02T12:34:56.789999"],
  ["@1700000000", "2023-11-14T22:13:20.000000", "2023-11-14T22:13:20.999999"],
  ["1700000000", "2023-11-14T22:13:20.000000", "2023-11-14T22:13:20.999999"],
  ["1700000000.25", "2023-11-14T22:13:20.250000", "2023-11-14T22:13:20.259999"],
  ["@0", "1970-01-01T00:00:00.000000", "1970-01-01T00:00:00.999999"],
  ["@-1.5", "1969-12-31T23:59:58.500000", "1969-12-31T23:59:58.599999"],
];

//  value | what the message must say
const refused: readonly (readonly [value: string, says: RegExp])[] = [
  ["", /expected a date \(2026-01-31\)/],
  ["soon", /found "soon"/],
  ["2026-1-31", /expected a date/],
  ["2026-02-29", /a day that is in the calendar/],
  ["2026-13-01", /a day that is in the calendar/],
  ["2026-00-10", /a day that is in the calendar/],
  ["+300000-01-01", /a day that is in the calendar/],
  ["2026-01-31T24:00:00", /a time of day from 00:00:00 to 23:59:59/],
  ["2026-01-31T10:15:60Z", /a time of day/],
  ["2026-01-31T10:15:00+24:00", /an offset from/],
  ["2026-01-31T10:15:00 CEST", /expected a date/],
  ["20260131", /a date with dashes \(2026-01-31\), or seconds since 1970 behind @/],
  ["1700000000123", /turn finer units into seconds/],
  ["@1700000000123", /turn finer units into seconds/],
  ["-7", /expected a date/],
  ["-7y", /expected a date/],
  ["-999999999999w", /within 292000 years of 1970/],
];

describe("the time window", (test) => {
  for (const [value, first, last] of moments) {
    test(`since ${value} begins at ${first}`, () => assert.equal(windowOf(value, undefined), [first, "last"]));
    test(`until ${value} holds ${last}, and nothing later`, () =>
      assert.equal(windowOf(undefined, value), ["first", last]));
  }

  for (const [value, says] of refused) {
    test(`the value "${value}" is refused with a sentence that helps`, () => {
      for (const option of ["since", "until"] as const) {
        const error = refusal(() => compileSelection({ [option]: value }, clock));
        assert.is(error.code, "E_USAGE");
        assert.match(error.message, says);
        assert.match(error.message, new RegExp(`^--${option}: `));
        assert.ok(error.message.endsWith(`found "${value}")`) || error.cure !== undefined, error.message);
      }
    });
  }

  test("a window holds its only second", () => {
    const [first, last] = windowOf("2026-01-31T10:00:00", "2026-01-31T10:00:00");
    assert.equal([first, last], ["2026-01-31T10:00:00.000000", "2026-01-31T10:00:00.999999"]);
  });

  test("a window that ends before it begins is refused", () => {
    const error = refusal(() => compileSelection({ since: "2026-01-02", until: "2026-01-01" }, clock));
    assert.is(error.code, "E_USAGE");
    assert.match(error.message, /--until: no time is in the window \(expected a time not before --since "2026-01-02"/);
  });

  test("the clock is asked once for two relative ends, and never for absolute ones", () => {
    let asked = 0;
    const counting = (): number => 1_700_000_000_000 + asked++;
    compileSelection({ since: "-1h", until: "now" }, counting);
    assert.is(asked, 1);
    compileSelection({ since: "2026-01-01", until: "@1800000000" }, counting);
    assert.is(asked, 1);
  });
});
