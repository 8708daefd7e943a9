import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { processFacts } from "../../src/commands/process-facts.ts";
import { takeLock } from "../../src/state/lock.ts";
import { type Run, whoflux } from "../kit/cli.ts";
import { describe } from "../kit/suite.ts";
import { login, Machine, START } from "../telegraf/machines.ts";

describe("the state of whoflux collect --events", (test) => {
  const machine = new Machine();
  const state = machine.file("place.state");
  const collect = (...args: readonly string[]): Run => whoflux(["collect", "--root", machine.root, ...args]);
  test.before(() => {
    machine.people([login("alice", "pts/0")]);
    machine.log("wtmp", [login("alice", "pts/0")]);
    collect("--events", "--state", state);
  });
  test.after(() => machine.remove());

  test("is gone on from by one process at a time: another has the snapshot, and says who has the events", () => {
    machine.log("wtmp", [login("dora", "pts/3", { time: START + 3n })]);
    const before = readFileSync(state);
    const lock = takeLock(`${state}.lock`, processFacts);
    const { status, stdout, stderr } = collect("--events", "--state", state);
    assert.is(status, 0);
    assert.match(stdout, /^logon_session/);
    assert.not.match(stdout, /logon_event/);
    assert.match(stderr, /^W! whoflux: events: .*another whoflux works here \(found process \d+.*`--state`/m);
    assert.equal(readFileSync(state), before);
    lock.release();
    const { stdout: next, stderr: none } = collect("--events", "--state", state);
    assert.match(next, /logon_event.*dora/);
    assert.is(none, "");
  });
});
