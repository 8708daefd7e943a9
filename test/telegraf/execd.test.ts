import { rmSync } from "node:fs";
import * as assert from "uvu/assert";
import { program } from "../kit/cli.ts";
import { hostileTexts } from "../kit/hostile.ts";
import { identityOf, parseLineProtocol } from "../kit/line-protocol.ts";
import { describe } from "../kit/suite.ts";
import { ExecdProcess, type ExecdSignal } from "../kit/telegraf-execd.ts";
import { hostilePeople, login, Machine, START } from "./machines.ts";

/** The program as the shipped configuration runs it. */
function start(machine: Machine, args: readonly string[] = [], signal: ExecdSignal = "STDIN"): ExecdProcess {
  return new ExecdProcess([process.execPath, program, "execd", "--root", machine.root, ...args], signal);
}

/** Answers so far: each has one summary. */
const answers = ({ metrics }: ExecdProcess): number => metrics.filter(({ name }) => name === "logon_summary").length;

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("execd under Telegraf", (test) => {
  const machine = new Machine();
  machine.people([login("alice", "pts/0")]);
  test.after(() => machine.remove());

  test("says nothing until it is asked, and then answers each newline with everything", async () => {
    const execd = start(machine);
    await sleep(150);
    assert.equal(execd.lines, []);
    for (let round = 1; round <= 3; round++) {
      await execd.gather();
      await execd.until(() => answers(execd) === round);
    }
    await execd.until(() => execd.metrics.length % 3 === 0);
    const sessions = execd.metrics.filter(({ name }) => name === "logon_session");
    assert.is(sessions.length, 3);
    assert.is(new Set(sessions.map(({ time }) => time)).size, 3);
    assert.ok(execd.metrics.every(({ tags }) => tags.host === undefined));
    assert.equal(await execd.stop(), { by: "closed stdin", code: 0, signal: null });
    assert.equal([execd.errors, execd.log], [[], []]);
  });

  test("takes newlines that have piled up for one request", async () => {
    const execd = start(machine);
    execd.child.stdin?.write("\n".repeat(1000));
    await execd.until(() => answers(execd) > 0);
    await execd.stop();
    assert.ok(answers(execd) <= 2, `${answers(execd)} answers`);
  });

  test("answers what was asked before its input ended, then ends", async () => {
    const execd = start(machine);
    execd.child.stdin?.end("\n");
    assert.equal(await execd.stop(), { by: "closed stdin", code: 0, signal: null });
    assert.is(answers(execd), 1);
  });

  test("ends when its input ends, however it is asked, also when it never was", async () => {
    for (const [args, signal] of [
      [[], "STDIN"],
      [["--interval", "10s"], "none"],
      [[], "SIGHUP"],
    ] as const) {
      const execd = start(machine, args, signal);
      if (signal === "none") await execd.until(() => answers(execd) > 0);
      assert.equal(await execd.stop(), { by: "closed stdin", code: 0, signal: null }, signal);
    }
  });

  test("answers SIGHUP, SIGUSR1 and SIGUSR2", async () => {
    for (const signal of ["SIGHUP", "SIGUSR1", "SIGUSR2"] as const) {
      const execd = start(machine, [], signal);
      //  A newline tells that it is up: a signal before that would end any program.
      execd.child.stdin?.write("\n");
      await execd.until(() => answers(execd) === 1);
      await execd.gather();
      await execd.until(() => answers(execd) === 2);
      assert.is((await execd.stop()).code, 0, signal);
      assert.equal(execd.log, [], signal);
    }
  });

  test("ends cleanly on SIGTERM and SIGINT", async () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const execd = start(machine);
      await execd.gather();
      await execd.until(() => answers(execd) === 1);
      execd.child.kill(signal);
      await new Promise((resolve) => execd.child.on("close", resolve));
      assert.equal([execd.child.exitCode, execd.child.signalCode], [0, null], signal);
    }
  });

  test("answers by itself when an interval is given, the first time at once", async () => {
    const execd = start(machine, ["--interval", "200ms"], "none");
    const started = performance.now();
    await execd.until(() => answers(execd) === 4);
    assert.ok(performance.now() - started >= 550);
    await execd.stop();
  });

  test("gives well-formed lines and different points, whatever people are called", async () => {
    machine.people(hostilePeople());
    const execd = start(machine);
    await execd.gather();
    await execd.until(() => execd.lines.at(-1)?.startsWith("logon_collector,source=wtmpdb") === true);
    await execd.stop();
    machine.people([login("alice", "pts/0")]);
    const points = parseLineProtocol(`${execd.lines.join("\n")}\n`);
    assert.is(points.filter(({ measurement }) => measurement === "logon_session").length, hostileTexts.length);
    assert.is(new Set(points.map(identityOf)).size, points.length);
    assert.equal(execd.errors, []);
  });
});

describe("execd in trouble", (test) => {
  const machine = new Machine();
  test.after(() => machine.remove());

  test("goes on when nothing can be read, says so once, and says when that is over", async () => {
    const execd = start(machine);
    for (let round = 1; round <= 3; round++) {
      await execd.gather();
      await execd.until(() => answers(execd) === round);
    }
    assert.is(execd.log.length, 1);
    assert.match(execd.log[0] ?? "", /^E! whoflux: no source tells who is logged in/);
    assert.not(execd.metrics.find(({ name }) => name === "logon_summary")?.fields.n_users);
    machine.people([login("alice", "pts/0")]);
    await execd.gather();
    await execd.until(() => execd.log.length === 2);
    assert.is(execd.log[1], "I! whoflux: all sources: the problem is over");
    assert.is(execd.metrics.filter(({ name }) => name === "logon_session").length, 1);
    await execd.stop();
  });

  test("names a source that has gone bad in one line, whatever its path holds", async () => {
    const execd = start(machine, ["--source", "utmp"]);
    machine.write("run/utmp", Buffer.alloc(4000, "this is no file of login records\n"));
    await execd.gather();
    await execd.until(() => execd.log.length === 2);
    assert.match(execd.log[0] ?? "", /^E! whoflux: no source tells who is logged in \(utmp foreign\)/);
    assert.match(execd.log[1] ?? "", /^W! whoflux: utmp: /);
    rmSync(machine.file("run"), { recursive: true });
    await execd.gather();
    await execd.until(() => execd.log.length > 2);
    await execd.stop();
    assert.equal(execd.errors, []);
  });

  test("refuses wrong usage at once, with exit code 2", async () => {
    const execd = start(machine, ["--interval", "soon"]);
    await new Promise((resolve) => execd.child.on("close", resolve));
    assert.is(execd.child.exitCode, 2);
    assert.match(execd.log.join("\n"), /--interval/);
  });
});

describe("events under Telegraf's execd", (test) => {
  const machine = new Machine();
  const state = machine.file("whoflux.state");
  test.after(() => machine.remove());
  const events = ({ metrics }: ExecdProcess): string[] =>
    metrics
      .filter(({ name }) => name === "logon_event")
      .map(({ tags }) => `${tags.action} ${tags.username} ${tags.line}`);

  test("come with the next answer, and are not told again", async () => {
    machine.people([]);
    machine.log("wtmp", [login("alice", "pts/0")]);
    const execd = start(machine, ["--events"]);
    await execd.gather();
    await execd.until(() => answers(execd) === 1);
    machine.log("wtmp", [login("bob", "pts/1", { time: START + 1n })]);
    await execd.gather();
    await execd.until(() => events(execd).length === 1);
    await execd.gather();
    await execd.until(() => answers(execd) === 3);
    await execd.stop();
    assert.equal(events(execd), ["login bob pts/1"]);
  });

  test("of the time when it did not run come first, when a state is kept", async () => {
    const first = start(machine, ["--events", "--state", state]);
    await first.gather();
    await first.until(() => answers(first) === 1);
    await first.stop();
    machine.log("wtmp", [{ type: "DEAD_PROCESS", line: "pts/1", pid: 4242, time: START + 5_000_000n }]);
    const second = start(machine, ["--events", "--state", state]);
    await second.gather();
    await second.until(() => events(second).length === 1);
    await second.stop();
    assert.equal(events(second), ["logout bob pts/1"]);
  });
});
