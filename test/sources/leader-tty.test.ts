import * as assert from "uvu/assert";
import { type FixtureProcess, procFiles } from "../../fixtures/make/live-kit.ts";
import { terminalOfLeader } from "../../src/sources/leader-tty.ts";
import { loginctlIsNeeded } from "../../src/sources/need.ts";
import { Processes } from "../../src/sources/processes.ts";
import { Root } from "../../src/sources/rooted.ts";
import type { Finding } from "../../src/sources/source.ts";
import { describe } from "../kit/suite.ts";
import { inRoot } from "./roots.ts";

function terminalIn(processes: readonly FixtureProcess[], leader: number): unknown {
  const files = Object.fromEntries(procFiles(processes).map(({ path, bytes }) => [path, bytes]));
  return inRoot(files, (root) => terminalOfLeader(new Processes(new Root(root)), leader));
}

const init = { pid: 1, comm: "systemd", parent: 0 };
const monitor = { pid: 10, comm: "sshd", parent: 1 };
const child = { pid: 11, comm: "sshd", parent: 10 };

describe("the terminal of a session whose login program did not tell it", (test) => {
  for (const [what, processes, found] of [
    ["is the leader's own", [{ ...monitor, comm: "login", line: "tty3" }], { line: "tty3" }],
    [
      "is that of the user's shell below sshd",
      [monitor, child, { pid: 12, comm: "zsh", parent: 11, line: "pts/4" }],
      { line: "pts/4" },
    ],
    [
      "is found by the kernel's own lists",
      [
        { ...monitor, children: [11] },
        { ...child, children: [12] },
        { pid: 12, comm: "zsh", parent: 1, line: "pts/4" },
      ],
      { line: "pts/4" },
    ],
    [
      "is not one that a program of the user's opened",
      [monitor, child, { pid: 12, comm: "node", parent: 11 }, { pid: 13, comm: "bash", parent: 12, line: "pts/4" }],
      "none",
    ],
    ["is none under a command without terminal", [monitor, child, { pid: 12, comm: "rsync", parent: 11 }], "none"],
    ["is none while there is no child yet", [monitor], "none"],
    ["is hidden where the leader cannot be seen", [child], "hidden"],
    ["is hidden where its children cannot", [{ ...monitor, children: [11] }], "hidden"],
  ] as const satisfies readonly (readonly [string, readonly FixtureProcess[], unknown])[]) {
    test(what, () => {
      assert.equal(terminalIn([init, ...processes], 10), found);
    });
  }
  test("processes that are each other's children are looked at, and left", () => {
    const circle = [init, { ...monitor, children: [11] }, { ...child, children: [10] }];
    assert.is(terminalIn(circle, 10), "none");
  });
});

describe("whether logind's programs are needed", (test) => {
  const health = { status: "ok", records: 1, skipped: 0 } as const;
  const alice = { source: "logind", username: "alice", idLine: "logind-2", state: "active" } as const;
  const need = (finding: Finding | undefined, root = "/"): boolean =>
    loginctlIsNeeded({ root: new Root(root), before: new Map(finding === undefined ? [] : [["logind", finding]]) });

  test("not where the files told everything, or where no logind runs", () => {
    assert.not(need({ health, evidence: [alice] }));
    assert.not(need({ health: { ...health, status: "missing" }, evidence: [] }));
    assert.not(need(undefined));
  });
  test("where the files cannot be read, or hide a terminal of somebody who is there", () => {
    assert.ok(need({ health: { ...health, status: "unreadable" }, evidence: [] }));
    assert.ok(need({ health, evidence: [{ ...alice, hidesTerminal: true }] }));
    assert.not(need({ health, evidence: [{ ...alice, hidesTerminal: true, state: "stale" }] }));
  });
  test("never about another root", () => {
    assert.not(need({ health: { ...health, status: "unreadable" }, evidence: [] }, "/mnt"));
  });
});
