import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import * as assert from "uvu/assert";
import { bootRecord, procFiles, userRecord } from "../../fixtures/make/live-kit.ts";
import type { SampleFile } from "../../fixtures/make/sample-host.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { concatBytes, layoutNames, writeRecords } from "../kit/utmp-writer.ts";
import { type Contents, healthIn, healthOf, inRoot, snapshotOf, whoIs } from "./roots.ts";
import { asNobody } from "./users.ts";

const alice = userRecord("pts/0", "alice", 1501, "2026-01-05T09:10:00.5", "192.0.2.10");
const bob = userRecord("pts/1", "bob", 1502, "2026-01-05T09:20:00", "192.0.2.20");
const good = writeRecords("linux-384-le", [bootRecord, alice, bob]);

function filesOf(files: readonly SampleFile[]): Record<string, Contents> {
  return Object.fromEntries(files.map(({ path, bytes }) => [path, bytes]));
}

describe("utmp as a source", (test) => {
  test("missing, empty, unreadable and foreign are four outcomes, none of them a silent zero", async () => {
    assert.is((await healthIn({}, "utmp")).status, "missing");
    assert.is((await healthIn({ "run/utmp": "" }, "utmp")).status, "empty");
    assert.is((await healthIn({ "run/utmp": "hello, this is no utmp of any kind\n" }, "utmp")).status, "foreign");
    await inRoot({ "run/utmp": good }, (root) =>
      asNobody(root, "run/utmp", "an unreadable utmp", async () => {
        const health = healthOf(await snapshotOf(root), "utmp");
        assert.equal([health.status, health.path, health.sessions], ["unreadable", "/run/utmp", 0]);
        assert.match(health.problem ?? "", /^may not be read/);
        assert.match(health.cure ?? "", /^run as root/);
      }),
    );
  });
  test("each of them says why, and what is to be done when something can be", async () => {
    assert.is((await healthIn({}, "utmp")).problem, "there is no utmp");
    assert.is((await healthIn({ "run/utmp": "" }, "utmp")).problem, "the file is empty");
    const foreign = await healthIn({ "run/utmp": "no utmp\n".repeat(100) }, "utmp");
    assert.match(foreign.problem ?? "", /^no login records found \(expected .*, found 800 bytes/);
    assert.is(foreign.cure, "`whoflux read --explain` shows what it may be");
    const zeros = await healthIn({ "run/utmp": new Uint8Array(384 * 4) }, "utmp");
    assert.equal([zeros.status, zeros.cure], ["empty", undefined]);
  });
  test("records of last logins and databases tell nobody's presence", async () => {
    const lastlog = writeRecords("lastlog-292-le", [{ uid: 3, line: "pts/0", time: 1767604200000000n }]);
    const health = await healthIn({ "run/utmp": lastlog }, "utmp");
    assert.is(health.status, "foreign");
    assert.match(health.problem ?? "", /found lastlog-292-le/);
  });
  test("a directory or a FIFO of that name is foreign, and waits for nobody", async () => {
    const { status, cure } = await healthIn({ "run/utmp": (path) => mkdirSync(path) }, "utmp");
    assert.equal([status, cure], ["foreign", undefined]);
    const mkfifo = requireProgram("mkfifo", "a FIFO in utmp's place");
    if (mkfifo === undefined) return;
    assert.is((await healthIn({ "run/utmp": (path) => spawnSync(mkfifo, [path]) }, "utmp")).status, "foreign");
  });
  test("a part that gives no record makes partial, and the others are listed", async () => {
    const torn = concatBytes([good, new Uint8Array(384).fill(0x41), writeRecords("linux-384-le", [bob, alice])]);
    await inRoot({ "run/utmp": torn }, async (root) => {
      const snapshot = await snapshotOf(root, { sources: ["utmp"] });
      assert.equal(whoIs(snapshot), ["alice@pts/0 active", "bob@pts/1 active"]);
      assert.is(healthOf(snapshot, "utmp").status, "partial");
      assert.is(healthOf(snapshot, "utmp").skipped, 1);
    });
  });
  test("a /proc whose links go round in circles shows no processes, and nobody is lost by it", async () => {
    const proc = (path: string): void => symlinkSync("/proc", path);
    await inRoot({ "run/utmp": good, proc }, async (root) => {
      const snapshot = await snapshotOf(root);
      assert.is(healthOf(snapshot, "utmp").status, "ok");
      assert.ok(snapshot.sessions.length > 0);
    });
  });
  test("an entry whose process is gone is stale; nobody is checked where no processes can be seen", async () => {
    const processes = filesOf(
      procFiles([
        { pid: 1, comm: "init", parent: 0 },
        { pid: 1502, comm: "sshd", parent: 1 },
      ]),
    );
    await inRoot({ "run/utmp": good, ...processes }, async (root) => {
      const snapshot = await snapshotOf(root, { include: "all" });
      assert.equal(whoIs(snapshot), ["alice@pts/0 stale", "bob@pts/1 active"]);
      assert.is(healthOf(snapshot, "utmp").stale, 1);
      assert.equal(whoIs(await snapshotOf(root)), ["bob@pts/1 active"]);
    });
    const hidden = filesOf(procFiles([{ pid: 1502, comm: "sshd", parent: 1 }]));
    await inRoot({ "run/utmp": good, ...hidden }, async (root) => {
      assert.equal(whoIs(await snapshotOf(root)), ["alice@pts/0 active", "bob@pts/1 active"]);
    });
  });
  test("one file under two names is read once", async () => {
    await inRoot({ "run/utmp": good, "var/run": (path) => symlinkSync("/run", path) }, async (root) => {
      assert.is(healthOf(await snapshotOf(root), "utmp").records, 3);
    });
  });
  test("an unreadable file beside a readable one makes partial", async () => {
    const files = { "run/utmp": good, "var/run/utmpx": "no utmp\n" };
    const health = await healthIn(files, "utmp");
    assert.is(health.status, "partial");
    assert.is(health.sessions, 2);
    assert.match(health.problem ?? "", /^\/var\/run\/utmpx: no login records/);
  });
  test("every layout that has logins tells who is there", async () => {
    const silent = /lastlog|faillog|utx-log/;
    for (const layout of layoutNames.filter((name) => !silent.test(name))) {
      const files = {
        "run/utmp": writeRecords(layout, [
          { ...alice, id: "0" },
          { ...bob, id: "1" },
        ]),
      };
      assert.is((await healthIn(files, "utmp")).sessions, 2, layout);
    }
  });
  test("names and hosts are the raw bytes that somebody wrote", async () => {
    const user = Uint8Array.from([0x65, 0x1b, 0x5b, 0xff, 0x0a]);
    const files = {
      "run/utmp": writeRecords("linux-384-le", [bootRecord, { ...alice, user, host: "x\ny,z=1 \\x0a" }]),
    };
    await inRoot(files, async (root) => {
      const [session] = (await snapshotOf(root)).sessions;
      assert.equal(Uint8Array.from(session?.username as Uint8Array), user);
      assert.is(session?.src_host, "x\ny,z=1 \\x0a");
    });
  });
});
