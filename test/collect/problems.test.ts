import * as assert from "uvu/assert";
import { problemsOf } from "../../src/collect/problems.ts";
import type { SourceStatus } from "../../src/sources/source.ts";
import { describe } from "../kit/suite.ts";
import { health } from "./snapshots.ts";

const said = (statuses: readonly SourceStatus[]): string[] =>
  problemsOf(statuses.map((status) => health({ status, problem: "something is wrong", cure: "mend it" }))).map(
    ({ level, text }) => `${level} ${text}`,
  );

describe("what is said of sources", (test) => {
  test("is nothing of those that are well, or not here", () => {
    assert.equal(said(["ok", "empty", "missing", "unsupported"]), []);
  });

  test("is a warning of an empty one where no other tells: nobody may be logged in, or nobody writes it", () => {
    assert.equal(said(["empty", "missing"]), ["W utmp: /run/utmp: something is wrong; mend it"]);
  });

  test("is a warning with the cure for one that could not be read, or not whole", () => {
    for (const status of ["partial", "unreadable", "foreign", "failed"] as const) {
      assert.equal(said(["ok", status]), ["W utmp: /run/utmp: something is wrong; mend it"], status);
    }
  });

  test("is first of all that there is no answer, when no source could be read", () => {
    const [first, ...others] = said(["missing", "unreadable"]);
    assert.is(
      first,
      "E no source tells who is logged in (utmp missing, utmp unreadable); `whoflux doctor` shows what could be read and how",
    );
    assert.equal(others, ["W utmp: /run/utmp: something is wrong; mend it"]);
  });

  test("is the status where the source itself has no words", () => {
    const [word] = problemsOf([health(), { ...health({ status: "failed" }) }]);
    assert.is(word?.text, "utmp: /run/utmp: failed");
  });
});
