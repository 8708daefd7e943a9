import * as assert from "uvu/assert";
import type { Evidence } from "../../src/sources/evidence.ts";
import { stateOf } from "../../src/sources/live-cells.ts";
import { mergeEvidence } from "../../src/sources/merge.ts";
import { describe } from "../kit/suite.ts";

const second = 1_000_000n;
const ten = 1767607200n * second;

function evidence(source: Evidence["source"], cells: Partial<Evidence> = {}): Evidence {
  return { source, username: "alice", idLine: "", state: "active", login: ten, ...cells };
}

const inUtmp = (cells: Partial<Evidence>) => evidence("utmp", cells);
const inLogind = (cells: Partial<Evidence>) => evidence("logind", cells);
const inWtmpdb = (cells: Partial<Evidence>) => evidence("wtmpdb", cells);

/** The sources of each merged session. */
function merged(...groups: readonly (readonly Evidence[])[]): string[] {
  return mergeEvidence(groups).map((stay) => stay.evidence.map(({ source }) => source).join("+"));
}

const pts = { line: "pts/0" };
const host = { host: "192.0.2.10" };

describe("merging what the sources say", (test) => {
  for (const [what, left, right, expected] of [
    ["the same user and terminal at the same time are one", inUtmp(pts), inLogind(pts), ["utmp+logind"]],
    [
      "a minute between two notes of a login is bearable",
      inUtmp(pts),
      inLogind({ ...pts, login: ten - 60n * second }),
      ["utmp+logind"],
    ],
    [
      "more is another login on that terminal",
      inUtmp(pts),
      inLogind({ ...pts, login: ten - 61n * second }),
      ["utmp", "logind"],
    ],
    [
      "another user on that terminal is another session",
      inUtmp(pts),
      inLogind({ ...pts, username: "bob" }),
      ["utmp", "logind"],
    ],
    [
      "the same process is the same session, whatever the terminal is called",
      inUtmp({ line: ":0", pid: 7 }),
      inLogind({ line: "tty2", pid: 7 }),
      ["utmp+logind"],
    ],
    [
      "the same process for another user is not",
      inUtmp({ pid: 7 }),
      inLogind({ pid: 7, username: "bob" }),
      ["utmp", "logind"],
    ],
    [
      "a display is a name of its terminal",
      inUtmp({ line: ":0" }),
      inLogind({ line: "tty7", aliases: [":0"] }),
      ["utmp+logind"],
    ],
    [
      "an unknown terminal, the same host and moment are one",
      inUtmp({ ...pts, ...host }),
      inLogind(host),
      ["utmp+logind"],
    ],
    [
      "so is a terminal that is none",
      inLogind({ ...pts, ...host }),
      inWtmpdb({ line: "ssh", ...host }),
      ["logind+wtmpdb"],
    ],
    [
      "ten seconds between them are bearable",
      inUtmp({ ...pts, ...host }),
      inLogind({ ...host, login: ten + 10n * second }),
      ["utmp+logind"],
    ],
    ["more are not", inUtmp({ ...pts, ...host }), inLogind({ ...host, login: ten + 11n * second }), ["utmp", "logind"]],
    [
      "two known terminals are two sessions, though host and moment agree",
      inUtmp({ ...pts, ...host }),
      inLogind({ line: "pts/1", ...host }),
      ["utmp", "logind"],
    ],
    ["without a host, an unknown terminal joins nobody", inUtmp(pts), inLogind({}), ["utmp", "logind"]],
    [
      "a display is no host that anybody came from",
      inUtmp({ line: ":0", host: ":0" }),
      inLogind({ host: ":0" }),
      ["utmp", "logind"],
    ],
    ["a login that is not known is no obstacle", inUtmp(pts), evidence("loginctl", pts), ["utmp+loginctl"]],
    [
      "logind's number is enough",
      inLogind({ logindId: "2", ...pts }),
      evidence("loginctl", { logindId: "2" }),
      ["logind+loginctl"],
    ],
    [
      "utmp cuts long names",
      inUtmp({ ...pts, username: "u".repeat(32) }),
      inLogind({ ...pts, username: "u".repeat(40) }),
      ["utmp+logind"],
    ],
  ] as const) {
    test(what, () => {
      assert.equal(merged([left], [right]), expected);
      assert.equal(merged([left], [], [right]), expected);
    });
  }
  test("three sources of one login are one session", () => {
    const wtmpdb = inWtmpdb({ line: "ssh", ...host });
    assert.equal(merged([inUtmp({ ...pts, ...host, pid: 7 })], [inLogind({ ...host, pid: 7 })], [wtmpdb]), [
      "utmp+logind+wtmpdb",
    ]);
  });
  test("one to one: a second login of the same kind is a second session", () => {
    const twice = [inLogind(host), inLogind({ ...host, login: ten + second })];
    assert.equal(merged(twice, [inWtmpdb({ line: "ssh", ...host })]), ["logind+wtmpdb", "logind"]);
    const rows = [inWtmpdb({ line: "ssh", ...host }), inWtmpdb({ line: "ssh", ...host, login: ten + second })];
    assert.equal(merged(twice, rows), ["logind+wtmpdb", "logind+wtmpdb"]);
    assert.equal(merged([twice[0] as Evidence], rows), ["logind+wtmpdb", "wtmpdb"]);
  });
  test("who left a terminal and came back on it is not taken for who left", () => {
    const before = inLogind({ ...pts, state: "closing", login: ten - 20n * second, pid: 6 });
    const now = inLogind({ ...pts, pid: 7 });
    for (const both of [
      [before, now],
      [now, before],
    ]) {
      const stays = mergeEvidence([[inUtmp({ ...pts, login: ten + second })], both]);
      assert.equal(
        stays.map((stay) => [stay.evidence.length, stateOf(stay)]),
        [
          [2, "active"],
          [1, "closing"],
        ],
      );
    }
  });
  test("logind's closing wins over utmp's entry, and one living witness over a dead one", () => {
    const state = (left: Evidence, right: Evidence) => mergeEvidence([[left], [right]]).map(stateOf);
    assert.equal(state(inUtmp(pts), inLogind({ ...pts, state: "closing" })), ["closing"]);
    assert.equal(state(inUtmp({ ...pts, state: "stale" }), inLogind(pts)), ["active"]);
    assert.equal(state(inUtmp({ ...pts, state: "stale" }), inLogind({ ...pts, state: "stale" })), ["stale"]);
  });
});
