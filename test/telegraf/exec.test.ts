import { existsSync } from "node:fs";
import * as assert from "uvu/assert";
import { escapeText } from "../../src/model/escape.ts";
import { program, whoflux } from "../kit/cli.ts";
import { bytesOf, hostileTexts } from "../kit/hostile.ts";
import { identityOf, parseLineProtocol } from "../kit/line-protocol.ts";
import { describe } from "../kit/suite.ts";
import { type ExecOptions, type Gathered, gatherExec } from "../kit/telegraf-exec.ts";
import { hostilePeople, login, Machine, START } from "./machines.ts";

const MICROSECOND = 1000n;

/** Gathers as the shipped configuration does. */
function gather(machine: Machine, args: readonly string[] = [], options: ExecOptions = {}): Promise<Gathered> {
  const shipped = { precision: MICROSECOND, logStderr: "log_stderr", ...options } as const;
  return gatherExec([process.execPath, program, "collect", "--root", machine.root, ...args], shipped);
}

const names = ({ metrics }: Gathered): string[] => metrics.map(({ name }) => name);

describe("collect under Telegraf's exec", (test) => {
  const machine = new Machine();
  test.after(() => machine.remove());

  test("gives sessions, a summary and the health of each source, with Telegraf's own host tag", async () => {
    machine.people([login("alice", "pts/0"), login("root", "tty1", { host: "" })]);
    const gathered = await gather(machine);
    assert.is(gathered.error, undefined);
    assert.equal(gathered.log, []);
    assert.equal(names(gathered).slice(0, 3), ["logon_session", "logon_session", "logon_summary"]);
    assert.ok(gathered.metrics.every(({ tags }) => tags.host === "telegraf-host"));
    assert.is(new Set(gathered.metrics.map(({ time }) => time)).size, 1);
    const summary = gathered.metrics.find(({ name }) => name === "logon_summary")?.fields;
    assert.equal([summary?.n_users, summary?.n_unique_users, summary?.n_remote, summary?.n_local], [2n, 2n, 1n, 1n]);
  });

  test("has the host tag that was asked for, once", async () => {
    const { metrics } = await gather(machine, ["--host", "web1"]);
    assert.ok(metrics.every(({ tags }) => tags.host === "web1"));
  });

  test("survives every hostile name: not a line is lost, forged or merged with another", async () => {
    machine.people(hostilePeople());
    const gathered = await gather(machine);
    assert.is(gathered.error, undefined);
    const sessions = gathered.metrics.filter(({ name }) => name === "logon_session");
    assert.is(sessions.length, hostileTexts.length);
    for (const [index, [name, text]] of hostileTexts.entries()) {
      const session = sessions.find(({ fields }) => fields.pid === BigInt(1000 + index));
      const [user] = Buffer.from(bytesOf(text).subarray(0, 32)).toString("latin1").split("\0");
      assert.is(session?.tags.username, escapeText(Buffer.from(user ?? "", "latin1")), name);
      assert.is(session?.tags.line, `pts/${index}`, name);
    }
    const { stdout } = whoflux(["collect", "--root", machine.root]);
    const points = parseLineProtocol(Buffer.from(stdout, "latin1").toString("utf8"));
    assert.is(new Set(points.map(identityOf)).size, points.length);
  });

  test("tells ten thousand sessions on one line apart, well within the time", async () => {
    const many = Array.from({ length: 10_000 }, (_value, index) =>
      login("alice", `pts/${index}`, { pid: 5000 + index }),
    );
    machine.people(many);
    const gathered = await gather(machine);
    assert.is(gathered.error, undefined);
    assert.is(gathered.metrics.filter(({ name }) => name === "logon_session").length, 10_000);
  });

  test("warns of a source that is something else, and gives the rest", async () => {
    machine.write("run/utmp", Buffer.alloc(5000, "no login records, but text\n"));
    machine.write(
      "run/systemd/sessions/1",
      "UID=0\nUSER=root\nACTIVE=1\nSTATE=active\nCLASS=user\nTYPE=tty\nTTY=tty1\n",
    );
    const gathered = await gather(machine);
    assert.is(gathered.error, undefined);
    assert.match(gathered.log.join("\n"), /^W! whoflux: utmp: \/run\/utmp: /);
    const health = gathered.metrics.find(({ tags }) => tags.source === "utmp")?.fields;
    assert.equal([health?.up, health?.status], [0n, "foreign"]);
    const summary = gathered.metrics.find(({ name }) => name === "logon_summary")?.fields;
    assert.equal([summary?.n_users, summary?.sources_ok, summary?.sources_failed], [1n, 1n, 1n]);
  });
});

describe("collect where nothing can be read", (test) => {
  const machine = new Machine();
  test.after(() => machine.remove());

  test("fails, and Telegraf's log says why in the 512 bytes that it shows", async () => {
    const gathered = await gather(machine);
    assert.equal(gathered.metrics, []);
    assert.match(
      gathered.error ?? "",
      /exit status 1 .*: E! whoflux: no source tells who is logged in \(utmp missing, /,
    );
    assert.ok((gathered.error ?? "").includes("whoflux doctor"));
  });

  test("shows the health of the sources all the same to who looks", () => {
    const { status, stdout } = whoflux(["collect", "--root", machine.root]);
    assert.is(status, 1);
    const points = parseLineProtocol(stdout);
    assert.not(points.find(({ measurement }) => measurement === "logon_summary")?.fields.has("n_users"));
    assert.ok(points.filter(({ measurement }) => measurement === "logon_collector").length > 2);
  });

  test("is no failure when a file is there and nobody is in it", async () => {
    machine.people([login("", "tty1", { type: "LOGIN_PROCESS", user: "LOGIN" })]);
    const gathered = await gather(machine);
    assert.is(gathered.error, undefined);
    assert.is(gathered.metrics.find(({ name }) => name === "logon_summary")?.fields.n_users, 0n);
  });
});

describe("events under Telegraf's exec", (test) => {
  const machine = new Machine();
  const state = machine.file("whoflux.state");
  const args = ["--events", "--state", state];
  const events = async (): Promise<unknown[][]> =>
    (await gather(machine, args)).metrics
      .filter(({ name }) => name === "logon_event")
      .map(({ tags, fields, time }) => [tags.action, tags.username, fields.login_successful, fields.duration_s, time]);
  test.after(() => machine.remove());

  test("begin with what happens after the first run", async () => {
    machine.people([login("alice", "pts/0")]);
    machine.write("etc/passwd", "root:x:0:0::/root:/bin/sh\nalice:x:1000:1000::/:/bin/sh\n");
    machine.log("wtmp", [login("alice", "pts/0")]);
    machine.log("btmp", [login("root", "ssh:notty")]);
    assert.equal(await events(), []);
    assert.ok(existsSync(state));
  });

  test("are told once each, with the login that a logout ends though it was before the first run", async () => {
    const out = START + 60_000_000n;
    machine.log("wtmp", [{ type: "DEAD_PROCESS", line: "pts/0", pid: 4242, time: out }]);
    machine.log("btmp", [login("root", "ssh:notty", { time: out })]);
    const told = await events();
    assert.equal(told, [
      ["logout", "alice", undefined, 60n, out * 1000n],
      ["login", "root", false, undefined, out * 1000n],
    ]);
    assert.equal(await events(), []);
  });

  test("do not tell names of accounts that do not exist, which may be passwords", async () => {
    const time = START + 120_000_000n;
    machine.log("btmp", [login("hunter2", "ssh:notty", { time })]);
    assert.equal(await events(), [["login", undefined, false, undefined, time * 1000n]]);
  });

  test("of one second get ordinals that go on from run to run", async () => {
    const time = START + 180_000_000n;
    const ordinals = async (): Promise<(string | undefined)[]> => {
      machine.log("btmp", [login("root", "ssh:notty", { time, pid: 1 }), login("root", "ssh:notty", { time, pid: 2 })]);
      const { metrics } = await gather(machine, args);
      return metrics.filter(({ name }) => name === "logon_event").map(({ tags }) => tags.ordinal);
    };
    assert.equal(await ordinals(), [undefined, "1"]);
    assert.equal(await ordinals(), ["2", "3"]);
  });
});
