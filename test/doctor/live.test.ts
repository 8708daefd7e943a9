import { existsSync } from "node:fs";
import * as assert from "uvu/assert";
import { Doorman } from "../../src/doctor/access.ts";
import { customOf } from "../../src/doctor/custom.ts";
import { adviseLive, liveVerdict } from "../../src/doctor/live.ts";
import { Names } from "../../src/doctor/names.ts";
import { Root } from "../../src/sources/rooted.ts";
import type { SourceHealth, SourceName, SourceStatus } from "../../src/sources/source.ts";
import { inRoot } from "../kit/scratch-root.ts";
import { describe } from "../kit/suite.ts";

const counts = { records: 0, skipped: 0, stale: 0, sessions: 0, duration_us: 1 };
const health = (source: SourceName, status: SourceStatus, more: Partial<SourceHealth> = {}): SourceHealth => ({
  source,
  status,
  ...counts,
  ...more,
});

const debian12 = customOf({ id: "debian", like: [], version: [12], name: "" });

/** Advice for a system below some directory. */
function advised(directory: string, ...live: readonly SourceHealth[]): readonly SourceHealth[] {
  const root = new Root(directory);
  return adviseLive(live, root, new Doorman(root, { uid: 1, groups: [] }, new Names(root), debian12), debian12);
}

describe("who tells who is logged in", (test) => {
  const outcomes: readonly (readonly [SourceStatus, boolean])[] = [
    ["ok", true],
    ["partial", true],
    ["missing", false],
    ["empty", false],
    ["unreadable", false],
    ["foreign", false],
    ["failed", false],
    ["unsupported", false],
  ];
  for (const [status, can] of outcomes) {
    test(`a source that is ${status} ${can ? "does" : "does not"}`, () => {
      assert.is(liveVerdict([health("utmp", status), health("logind", "missing")]).can, can);
    });
  }

  test("the verdict names all that tell, or the one that should have", () => {
    const two = [health("utmp", "foreign"), health("logind", "ok"), health("wtmpdb", "partial")];
    assert.equal(liveVerdict(two), { what: "live", can: true, from: ["logind", "wtmpdb"] });
    const none = [health("utmp", "missing"), health("logind", "unreadable"), health("wtmpdb", "missing")];
    assert.is(liveVerdict(none).why, "logind is unreadable");
    assert.is(liveVerdict([]).why, "no source was asked");
  });

  test("where one tells, another that is missing is not needed, and has no cure", () => {
    const [utmp] = advised(
      "/mnt",
      health("utmp", "missing", { problem: "no utmp", cure: "x" }),
      health("logind", "ok"),
    );
    assert.equal(utmp, health("utmp", "missing", { problem: "no utmp, and none is needed: logind tells" }));
  });

  test("where nobody tells, utmp says what makes the system write it", () => {
    const [utmp, logind] = advised("/mnt", health("utmp", "missing"), health("logind", "missing"));
    assert.is(utmp?.cure, "install -m 664 -g utmp /dev/null /run/utmp");
    assert.is(logind?.cure, undefined);
  });

  test("in a container of our own, the host has to be shown to us", () => {
    const [utmp] = advised("/", health("utmp", "missing"));
    const isContainer = ["/.dockerenv", "/run/.containerenv"].some((mark) => existsSync(mark));
    assert.is(/^in a container: .*--root/.test(utmp?.cure ?? ""), isContainer);
  });

  test("what is closed says who may read it", () => {
    inRoot({ "run/utmp": "" }, (root) => {
      const [utmp] = advised(root, health("utmp", "unreadable", { path: "/run/utmp", problem: "may not be read" }));
      assert.match(utmp?.problem ?? "", /^may not be read: mode 0\d{3}, \d+:\d+$/);
      assert.is(utmp?.cure, "run as root");
    });
  });
});
