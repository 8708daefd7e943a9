import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import * as assert from "uvu/assert";
import { procFiles, seatFile } from "../../fixtures/make/live-kit.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { type Contents, healthIn, healthOf, inRoot, snapshotOf, whoIs } from "./roots.ts";
import { asNobody } from "./users.ts";

const folder = "run/systemd/sessions";
const seat = { [seatFile.path]: seatFile.bytes };
const ssh = "UID=1000\nUSER=alice\nSTATE=active\nREMOTE=1\nTYPE=tty\nCLASS=user\nTTY=pts/0\nREMOTE_HOST=192.0.2.10\n";
const began = "REALTIME=1767604200000000\nMONOTONIC=610000000\n";

function session(id: string, text: string): Record<string, Contents> {
  return { ...seat, [`${folder}/${id}`]: text };
}

async function peopleIn(files: Readonly<Record<string, Contents>>): Promise<string[]> {
  return inRoot(files, async (root) => whoIs(await snapshotOf(root, { include: "all" })));
}

describe("logind's files", (test) => {
  test("no logind and nobody logged in are told apart, also where an empty directory was left", async () => {
    const nothing = { [folder]: (path: string) => mkdirSync(path) };
    const statuses = [
      await healthIn({}, "logind"),
      await healthIn(nothing, "logind"),
      await healthIn({ ...nothing, ...seat }, "logind"),
    ].map(({ status, problem }) => [status, problem]);
    assert.equal(statuses, [
      ["missing", "there is no logind"],
      ["missing", "the directory is there, but no logind runs"],
      ["ok", undefined],
    ]);
  });
  test("a directory that may not be read is unreadable", async () => {
    await inRoot(session("2", ssh), (root) =>
      asNobody(root, folder, "an unreadable directory of sessions", async () => {
        const health = healthOf(await snapshotOf(root), "logind");
        assert.equal([health.status, health.path, health.cure], ["unreadable", `/${folder}`, "run as root"]);
      }),
    );
  });
  test("a session that may not be read makes partial", async () => {
    await inRoot({ ...session("2", ssh), ...session("3", ssh.replace("alice", "bob")) }, (root) =>
      asNobody(root, `${folder}/2`, "an unreadable session", async () => {
        const snapshot = await snapshotOf(root);
        assert.equal(whoIs(snapshot), ["bob@pts/0 active"]);
        const { status, skipped, problem } = healthOf(snapshot, "logind");
        assert.equal([status, skipped, problem], ["partial", 1, "sessions that cannot be read: 1"]);
      }),
    );
  });
  test("sessions of which none can be read are not nobody", async () => {
    for (const file of ["STATE=active\n", "USER=\nUID=\nSTATE=active\n"]) {
      const { status, records, skipped } = await healthIn(session("3", file), "logind");
      assert.equal([status, records, skipped], ["failed", 0, 1]);
    }
  });
  test("FIFOs, links, directories and unfinished files beside the sessions are not opened", async () => {
    const mkfifo = requireProgram("mkfifo", "FIFOs among the sessions");
    const fifo = (path: string): void => {
      if (mkfifo !== undefined) spawnSync(mkfifo, [path]);
    };
    const beside = {
      [`${folder}/2.ref`]: fifo,
      [`${folder}/3`]: fifo,
      [`${folder}/4`]: (path: string) => symlinkSync("2", path),
      [`${folder}/5`]: (path: string) => mkdirSync(path),
      [`${folder}/.#6a1b2c`]: ssh.replace("alice", "nobody"),
    };
    assert.equal(await peopleIn({ ...session("2", ssh), ...beside }), ["alice@pts/0 active"]);
  });
  test("a file without a user, or one that is too long to be a session's, is counted and costs nothing else", async () => {
    const files = {
      ...session("2", ssh),
      ...session("3", "STATE=active\n"),
      ...session("4", ssh + "#".repeat(70_000)),
    };
    const health = await healthIn(files, "logind");
    assert.equal([health.records, health.skipped, health.status, health.sessions], [1, 2, "partial", 1]);
  });
  test("a user who is a number only is named by the accounts", async () => {
    const files = {
      ...session("2", ssh.replace("USER=alice\n", "")),
      "etc/passwd": "root:x:0:0::/:\ncarol:x:1000:1::/:\n",
    };
    assert.equal(await peopleIn(files), ["carol@pts/0 active"]);
  });
  for (const name of ["user", "user-early", "user-light", "user-early-light", "user-incomplete"]) {
    test(`class ${name} is a person`, async () => {
      assert.equal(await peopleIn(session("2", ssh.replace("CLASS=user", `CLASS=${name}`))), ["alice@pts/0 active"]);
    });
  }
  for (const name of ["greeter", "lock-screen", "background", "background-light", "manager", "manager-early", "none"]) {
    test(`class ${name} is nobody`, async () => {
      assert.equal(await peopleIn(session("2", ssh.replace("CLASS=user", `CLASS=${name}`))), []);
    });
  }
  for (const [state, people] of [
    ["opening", "alice@pts/0 active"],
    ["online", "alice@pts/0 active"],
    ["active", "alice@pts/0 active"],
    ["closing", "alice@pts/0 closing"],
  ]) {
    test(`state ${state} is ${people}`, async () => {
      assert.equal(await peopleIn(session("2", ssh.replace("STATE=active", `STATE=${state}`))), [people]);
    });
  }
  //  The machine booted at 1767603590; the session began 610 s later by both clocks.
  for (const [what, started, text, state] of [
    ["is gone", undefined, began, "stale"],
    ["is as old as the session", 609, began, "active"],
    ["is younger than the session by both clocks", 9000, began, "stale"],
    [
      "is younger by the wall clock only, which was set since",
      609,
      "REALTIME=3000000\nMONOTONIC=610000000\n",
      "active",
    ],
    ["is younger by the clock that sleeps only", 9000, "REALTIME=1767612595000000\nMONOTONIC=610000000\n", "active"],
  ] as const) {
    test(`a session whose leader ${what} is ${state}`, async () => {
      const leader = started === undefined ? [] : [{ pid: 1501, comm: "sshd", parent: 1, started }];
      const processes = procFiles([{ pid: 1, comm: "systemd", parent: 0 }, ...leader]);
      const files = Object.fromEntries(processes.map(({ path, bytes }) => [path, bytes]));
      const people = await peopleIn({ ...session("2", `${ssh}LEADER=1501\n${text}`), ...files });
      assert.equal(people, [`alice@pts/0 ${state}`]);
    });
  }
});
