import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { idleSeconds } from "../../src/sources/idle.ts";
import { terminalOfLeader } from "../../src/sources/leader-tty.ts";
import { findPlaces, type Place } from "../../src/sources/places.ts";
import { readPresence } from "../../src/sources/presence-file.ts";
import { Processes } from "../../src/sources/processes.ts";
import { Root } from "../../src/sources/rooted.ts";
import { layouts } from "../../src/unix/layouts/index.ts";
import { createCore } from "../../src/wasm/core.ts";
import { inFolder } from "../kit/databases.ts";
import { missing, requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { snapshotOf, whoIs } from "./roots.ts";

const core = createCore(layouts);
const own = new Root("/");
const helper = fileURLToPath(new URL("pututxline.c", import.meta.url));

/** An empty utmp, and how the system's own library logs somebody in and out in it. */
interface RealUtmp {
  readonly root: string;
  write(action: "login" | "logout", line: string, user: string, pid: number): void;
}

async function withUtmp(untested: string, body: (utmp: RealUtmp) => Promise<void>): Promise<void> {
  const gcc = requireProgram("gcc", untested);
  if (gcc === undefined || process.platform !== "linux") return;
  await inFolder(async (root) => {
    const file = join(root, "run/utmp");
    const program = join(root, "pututxline");
    mkdirSync(join(root, "run"));
    writeFileSync(file, "");
    const { status, stderr } = spawnSync(gcc, ["-O1", "-o", program, helper], { encoding: "utf8" });
    if (status !== 0) return missing(`a C library with utmpx (${stderr.split("\n")[0]})`, untested);
    const write: RealUtmp["write"] = (action, line, user, pid) => {
      const result = spawnSync(program, [file, action, line, line.slice(-4), user, "192.0.2.10", String(pid)]);
      assert.is(result.status, 0);
    };
    write("login", "pts/90", "nobody", process.pid);
    write("logout", "pts/90", "", process.pid);
    if ((await snapshotOf(root, { sources: ["utmp"] })).health[0]?.records === 0)
      return missing("a C library that keeps utmp", untested);
    await body({ root, write });
  });
}

/** What the file says by the processes of our own kernel. */
async function people(root: string): Promise<string[]> {
  const [place] = findPlaces(new Root(root), ["/run/utmp"]);
  const told = await readPresence(core, place as Place, new Processes(own));
  return told.people.map(({ username, line, state }) => `${username}@${line} ${state}`);
}

async function ended(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

describe("real entries by the system's own library", (test) => {
  test("who logs in shows up with a fresh time, and who logs out disappears", async () => {
    await withUtmp("entries written by pututxline(3)", async ({ root, write }) => {
      const before = BigInt(Date.now() - 1000) * 1000n;
      write("login", "pts/91", "alice", process.pid);
      const snapshot = await snapshotOf(root);
      assert.equal(whoIs(snapshot), ["alice@pts/91 active"]);
      const [session] = snapshot.sessions;
      const login = session?.login_time as bigint;
      assert.ok(login > before && login < BigInt(Date.now() + 1000) * 1000n);
      assert.is(session?.session, `pts/91@${login}.${process.pid}`);
      write("logout", "pts/91", "", process.pid);
      assert.equal(whoIs(await snapshotOf(root, { include: "all" })), []);
    });
  });
  test("who died without a logout is stale, as who(1) has it; who lives is not", async () => {
    await withUtmp("entries of processes that died", async ({ root, write }) => {
      const sleep = spawn("sleep", ["60"], { stdio: "ignore" });
      write("login", "pts/91", "alice", sleep.pid ?? 0);
      write("login", "pts/92", "bob", process.pid);
      assert.equal(await people(root), ["alice@pts/91 active", "bob@pts/92 active"]);
      await ended(sleep);
      assert.equal(await people(root), ["alice@pts/91 stale", "bob@pts/92 active"]);
    });
  });
});

describe("real processes", (test) => {
  const processes = new Processes(own);

  test("what is there, what is not, and what no number of a process is", async () => {
    const sleep = spawn("sleep", ["60"], { stdio: "ignore" });
    assert.is(processes.isThere(sleep.pid ?? 0), true);
    await ended(sleep);
    assert.is(processes.isThere(sleep.pid ?? 0), false);
    for (const none of [0, -1, 2 ** 31, 1.5, Number.NaN]) assert.is(processes.isThere(none), undefined, String(none));
  });
  test("a process of somebody else's is there", () => {
    if (process.geteuid?.() !== 0) return missing("root", "processes of other users");
    process.seteuid?.(65534);
    try {
      assert.is(processes.isThere(1), true);
    } finally {
      process.seteuid?.(0);
    }
  });
  test("/proc tells our own parent, name and start", () => {
    const stat = processes.stat(process.pid);
    if (stat === undefined) return missing("/proc", "what it tells of a real process");
    assert.is(stat.parent, process.ppid);
    assert.is(stat.comm, "node");
    assert.is(processes.isLaterThan(stat, BigInt(Date.now()) * 1000n, process.hrtime.bigint() / 1000n), false);
    assert.is(processes.isLaterThan({ ...stat, started: stat.started + 1e9 }, 0n, 0n), true);
    assert.ok(processes.children(process.ppid).includes(process.pid));
  });
  test("a real terminal is found below the process that opened it, and has an idle time", async () => {
    const tmux = requireProgram("tmux", "terminals of real sessions");
    if (tmux === undefined || processes.stat(process.pid) === undefined) return;
    await inFolder((folder) => {
      const run = (...args: string[]): string =>
        spawnSync(tmux, ["-S", join(folder, "socket"), "-f", "/dev/null", ...args], { encoding: "utf8" }).stdout.trim();
      run("new-session", "-d", "sleep 60");
      try {
        const [tty = "", server] = run("display-message", "-p", "#{pane_tty} #{pid}").split(" ");
        if (!tty.startsWith("/dev/pts/")) return missing("a session of tmux", "terminals of real sessions");
        const line = tty.slice("/dev/".length);
        assert.equal(terminalOfLeader(new Processes(own), Number(server)), { line });
        const idle = idleSeconds(own, line, BigInt(Date.now()) * 1000n);
        assert.ok(idle !== undefined && idle < 3600n, `${idle} s`);
      } finally {
        run("kill-server");
      }
    });
  });
});
