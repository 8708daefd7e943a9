import { appendFileSync, chmodSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { LogindFeed } from "../../src/collect/logind-feed.ts";
import type { View } from "../../src/collect/view.ts";
import { logindForm } from "../../src/follow/logind-state.ts";
import type { FollowStart } from "../../src/model/follow-start.ts";
import { layouts } from "../../src/unix/layouts/index.ts";
import { createCore } from "../../src/wasm/core.ts";
import { inFolder } from "../kit/databases.ts";
import { identityOf, parseLineProtocol } from "../kit/line-protocol.ts";
import { describe } from "../kit/suite.ts";

const view: View = { format: "line-protocol", parts: ["events"], selection: null, include: "open" };
const SESSIONS = "run/systemd/sessions";
/** 5 January 2026, noon, in seconds. */
const NOON = 1_767_614_400;

/** A Debian as it is installed: logind, and no log of logins. */
class Host {
  readonly root: string;
  /** Seconds since 1970. */
  now = NOON;
  start: FollowStart = "now";
  faults: string[] = [];
  #saved: string | undefined;

  constructor(root: string) {
    this.root = root;
    for (const folder of [SESSIONS, "run/systemd/seats", "var/log", "proc/sys/kernel/random", "proc/1"]) {
      mkdirSync(join(root, folder), { recursive: true });
    }
    writeFileSync(join(root, "run/systemd/seats/seat0"), "");
    this.boot("1");
  }

  boot(digit: string): void {
    const id = `${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`;
    writeFileSync(join(this.root, "proc/sys/kernel/random/boot_id"), `${id}\n`);
  }

  login(id: string, user: string, more: Readonly<Record<string, string>> = {}): void {
    const values = {
      UID: "1000",
      USER: user,
      STATE: "active",
      REMOTE: "1",
      TYPE: "tty",
      CLASS: "user",
      REMOTE_HOST: "192.0.2.9",
      SERVICE: "sshd",
      REALTIME: `${this.now}000007`,
      ...more,
    };
    const text = Object.entries(values).map(([key, value]) => `${key}=${value}\n`);
    writeFileSync(join(this.root, SESSIONS, id), text.join(""));
  }

  logout(id: string): void {
    rmSync(join(this.root, SESSIONS, id));
  }

  /** Something is written to wtmp, now. */
  log(path = "var/log/wtmp"): void {
    const file = join(this.root, path);
    appendFileSync(file, Buffer.alloc(384, 1));
    utimesSync(file, this.now, this.now);
  }

  /** The lines of a poll by another process, five seconds later. */
  async poll(): Promise<string[]> {
    this.now += 5;
    this.faults = [];
    const report = { fail: (error: Error) => this.faults.push(error.message) };
    const programs = { busctl: [], loginctl: [] };
    const options = { root: this.root, start: this.start, programs, report, now: () => this.now * 1000 };
    const state = this.#saved === undefined ? undefined : logindForm.stateOf(this.#saved);
    const feed = new LogindFeed(createCore(layouts, "stays"), options, state, view);
    const { text, rest } = await feed.poll();
    assert.is(rest, "none");
    const { state: before } = feed;
    assert.is((await feed.poll()).state, before, "a second look changes nothing");
    this.#saved = logindForm.textOf(before);
    return Buffer.concat(text).toString().split("\n").slice(0, -1);
  }
}

function onHost(body: (host: Host) => Promise<void>): Promise<void> {
  return inFolder((folder) => body(new Host(join(folder, "root"))));
}

const short = (lines: readonly string[]): string[] =>
  lines.map((line) => /action=(\w+).*username=(\w+)/.exec(line)?.slice(1).join(" ") ?? line);

describe("logins told by difference", (test) => {
  test("have logind's own time, and logouts the moment when they were noticed, with no duration", () =>
    onHost(async (host) => {
      assert.equal(await host.poll(), []);
      host.login("7", "alice");
      const common = `src_host="192.0.2.9",src_ip="192.0.2.9"`;
      const id = `logind-7@${NOON + 5}000007`;
      assert.equal(await host.poll(), [
        `logon_event,action=login,kind=ssh,username=alice login_successful=true,session="${id}",uid="1000",login_type="remote",${common},service="sshd",sources="logind" ${NOON + 5}000007000`,
      ]);
      assert.equal(await host.poll(), []);
      host.logout("7");
      assert.equal(await host.poll(), [
        `logon_event,action=logout,kind=ssh,username=alice session="${id}",uid="1000",login_type="remote",${common},service="sshd",login_time=${NOON + 5}000007000i,ended_by="gone",paired_by="id",sources="logind" ${NOON + 20}000000000`,
      ]);
      assert.equal(await host.poll(), []);
    }));

  test("leave out who was there before following began, but for the logout", () =>
    onHost(async (host) => {
      host.login("1", "alice");
      assert.equal(await host.poll(), []);
      host.logout("1");
      assert.equal(short(await host.poll()), ["logout alice"]);
    }));

  test("begin with who is there when everything is wanted, or what came since a moment", () =>
    onHost(async (host) => {
      host.login("1", "alice");
      host.now += 100;
      host.login("2", "bob");
      host.start = { since: BigInt(host.now) * 1_000_000n };
      assert.equal(short(await host.poll()), ["login bob"]);
      host.logout("1");
      assert.equal(short(await host.poll()), ["logout alice"]);
    }).then(() =>
      onHost(async (host) => {
        host.start = "all";
        host.login("1", "alice");
        assert.equal(short(await host.poll()), ["login alice"]);
      }),
    ));

  test("are of people: greeters, managers and background jobs are nobody, and who is closing has left", () =>
    onHost(async (host) => {
      await host.poll();
      for (const [id, kind] of ["greeter", "manager", "background", "lock-screen"].entries()) {
        host.login(String(id), "gdm", { CLASS: kind });
      }
      host.login("9", "alice");
      assert.equal(short(await host.poll()), ["login alice"]);
      host.login("9", "alice", { STATE: "closing", REALTIME: `${NOON + 5}000007` });
      assert.equal(short(await host.poll()), ["logout alice"]);
      host.logout("9");
      assert.equal(await host.poll(), []);
    }));

  test("end with a boot, though the new one gives the same numbers", () =>
    onHost(async (host) => {
      await host.poll();
      host.login("1", "alice");
      assert.equal(short(await host.poll()), ["login alice"]);
      host.boot("2");
      host.now += 60;
      host.login("1", "bob");
      const lines = await host.poll();
      assert.equal(short(lines), ["logout alice", "login bob"]);
      assert.match(lines[0] ?? "", /ended_by="gone",paired_by="boot"/);
    }));

  test("do not end because logind gives no answer, or is not there for a while", () =>
    onHost(async (host) => {
      await host.poll();
      host.login("1", "alice");
      await host.poll();
      const folder = join(host.root, SESSIONS);
      rmSync(folder, { recursive: true });
      assert.equal(await host.poll(), []);
      symlinkSync("sessions", folder);
      assert.equal(await host.poll(), []);
      assert.match(host.faults[0] ?? "", /^\/run\/systemd\/sessions: too many symbolic links/);
      rmSync(folder);
      mkdirSync(folder);
      host.login("1", "alice", { REALTIME: `${NOON + 5}000007` });
      assert.equal(await host.poll(), []);
    }));

  test("do not end because one session cannot be read", () =>
    onHost(async (host) => {
      await host.poll();
      host.login("1", "alice");
      host.login("2", "bob");
      await host.poll();
      writeFileSync(join(host.root, SESSIONS, "1"), "");
      host.logout("2");
      assert.equal(await host.poll(), []);
      host.login("1", "alice", { REALTIME: `${NOON + 5}000007` });
      assert.equal(short(await host.poll()), ["logout bob"]);
    }));

  test("of one moment are points of their own, also those of several runs", () =>
    onHost(async (host) => {
      await host.poll();
      for (let id = 0; id < 6; id++) host.login(String(id), "alice");
      const points = [...(await host.poll())];
      for (let id = 0; id < 3; id++) host.logout(String(id));
      points.push(...(await host.poll()));
      host.now -= 5;
      for (let id = 3; id < 6; id++) host.logout(String(id));
      points.push(...(await host.poll()));
      assert.is(points.length, 12);
      assert.is(new Set(parseLineProtocol(points.map((line) => `${line}\n`).join("")).map(identityOf)).size, 12);
    }));
});

describe("logins that a log tells", (test) => {
  test("are not told by difference from when there is one, nor are their logouts", () =>
    onHost(async (host) => {
      await host.poll();
      host.login("1", "alice");
      assert.equal(short(await host.poll()), ["login alice"]);
      host.login("2", "bob");
      host.log();
      assert.equal(await host.poll(), []);
      host.logout("2");
      host.logout("1");
      host.log();
      assert.equal(await host.poll(), []);
    }));

  test("may be written a little later than logind knows them", () =>
    onHost(async (host) => {
      host.log();
      host.now += 3600;
      await host.poll();
      host.login("1", "alice");
      assert.equal(await host.poll(), []);
      host.log();
      for (let polls = 0; polls < 10; polls++) assert.equal(await host.poll(), []);
      host.logout("1");
      host.log();
      assert.equal(await host.poll(), []);
    }));

  test("are told by difference where the log is one that nobody writes any more, or holds nothing", () =>
    onHost(async (host) => {
      host.log();
      writeFileSync(join(host.root, "var/log/wtmp"), "");
      host.log("var/log/wtmp.1");
      host.now += 86_400;
      await host.poll();
      host.login("1", "alice");
      host.login("2", "bob");
      assert.equal(await host.poll(), []);
      host.logout("2");
      assert.equal(short(await host.poll()), ["login bob", "logout bob"]);
      const lines: string[] = [];
      for (let polls = 0; polls < 8; polls++) lines.push(...(await host.poll()));
      assert.equal(short(lines), ["login alice"]);
      assert.match(lines[0] ?? "", new RegExp(` ${NOON + 86_405}000007000$`));
      host.logout("1");
      assert.equal(short(await host.poll()), ["logout alice"]);
    }));

  test("may be in a log that cannot be looked for", () =>
    onHost(async (host) => {
      if (process.getuid?.() === 0) return;
      await host.poll();
      chmodSync(join(host.root, "var/log"), 0);
      host.login("1", "alice");
      for (let polls = 0; polls < 10; polls++) assert.equal(await host.poll(), []);
      chmodSync(join(host.root, "var/log"), 0o755);
    }));
});

describe("a state of logind's sessions", (test) => {
  const boot = "0f8fad5b-d9cb-469f-a165-70867728950e";
  const session = { id: "1", from: "5", standing: "told", cells: { username: "=alice", login_time: "5" } };
  const sound = { version: "logind 1", root: "/", boot, told: [], sessions: [session] };

  test("is what was saved", () => {
    const state = logindForm.stateOf(JSON.stringify(sound));
    assert.equal(state.sessions?.[0]?.cells, { username: Buffer.from("alice"), login_time: 5n });
    assert.equal(logindForm.stateOf(logindForm.textOf(state)), state);
  });

  const wrong: readonly object[] = [
    { version: 1 },
    { root: "" },
    { boot: "x" },
    { told: 5 },
    { sessions: {} },
    { sessions: [{ ...session, id: "../x" }] },
    { sessions: [{ ...session, from: 5 }] },
    { sessions: [{ ...session, standing: "gone" }] },
    { sessions: [{ ...session, cells: { username: "5" } }] },
  ];
  for (const change of wrong) {
    test(`is refused when it was tampered with: ${JSON.stringify(change).slice(0, 60)}`, () =>
      assert.throws(() => logindForm.stateOf(JSON.stringify({ ...sound, ...change }))));
  }
});
