import { utimesSync, writeFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { failure, SECOND, START } from "./logins.ts";
import { type Machine, onMachine } from "./machine.ts";

const BTMP = "var/log/btmp";

function namesIn(events: readonly string[]): (string | undefined)[] {
  return events.map((event) => / username=(.*?) login_type=/.exec(event)?.[1]);
}

/** Sets the clock to `second`, and the time of the last write to another. */
function setTimes(machine: Machine, second: number, written: number): void {
  machine.now = START / 1000 + second * 1000;
  const time = (START + written * SECOND) / 1_000_000;
  utimesSync(machine.at(BTMP), time, time);
}

describe("failed logins", (test) => {
  const passwd = Buffer.from("root:x:0:0::/root:/bin/sh\n\n:x\nna\xefve:x:1::\n", "latin1");

  test("known: names without an account are left out, everything else stays", () =>
    onMachine(async (machine) => {
      writeFileSync(machine.at("etc/passwd"), passwd);
      machine.append(BTMP, failure("hunter2", 1), failure("root", 2), failure("roo", 3), failure("", 4));
      machine.append(BTMP, { ...failure("", 5), user: Buffer.from("na\xefve", "latin1") });
      const { events } = await machine.poll({ failedNames: "known" });
      assert.equal(namesIn(events), [undefined, "root", undefined, "", "na\xefve"]);
      assert.match(events[0] ?? "", /login_successful=0 .*src_host=203\.0\.113\.9 .*count=1/);
    }));

  test("known: without a list of accounts no name is shown", () =>
    onMachine(async (machine) => {
      machine.append(BTMP, failure("root", 1));
      assert.equal(namesIn((await machine.poll({ failedNames: "known" })).events), [undefined]);
    }));

  test("hash: equal names have equal hashes, on another machine other ones", async () => {
    const seen: (string | undefined)[] = [];
    for (const _ of ["one", "another"]) {
      await onMachine(async (machine) => {
        machine.append(BTMP, failure("hunter2", 1), failure("root", 2), failure("hunter2", 3));
        const [first, second, third] = namesIn((await machine.poll({ failedNames: "hash" })).events);
        assert.match(first ?? "", /^sha256:[0-9a-f]{16}$/);
        assert.is(first, third);
        assert.is.not(first, second);
        machine.append(BTMP, failure("hunter2", 4));
        assert.equal(namesIn((await machine.poll({ failedNames: "hash" })).events), [first]);
        seen.push(first);
      });
    }
    assert.is.not(seen[0], seen[1]);
  });

  test("none: no name; all: every name", () =>
    onMachine(async (machine) => {
      machine.append(BTMP, failure("root", 1));
      assert.equal(namesIn((await machine.poll({ failedNames: "none" })).events), [undefined]);
      machine.append(BTMP, failure("hunter2", 2));
      assert.equal(namesIn((await machine.poll({ failedNames: "all" })).events), ["hunter2"]);
    }));

  test("a failure that both sshd and PAM wrote is one, also when a poll falls in between", () =>
    onMachine(async (machine) => {
      machine.append(BTMP, failure("root", 1), failure("root", 100));
      setTimes(machine, 100, 100);
      const first = await machine.poll();
      assert.is(first.events.length, 1);
      machine.append(BTMP, failure("root", 100));
      setTimes(machine, 103, 100);
      const second = await machine.poll();
      assert.is(second.events.length, 1);
      assert.match(second.events[0] ?? "", /count=2/);
      assert.equal((await machine.poll()).events, []);
    }));

  test("failures of the last seconds are told as soon as nothing more can be of their second", () =>
    onMachine(async (machine) => {
      machine.append(BTMP, failure("root", 100));
      setTimes(machine, 101, 100);
      assert.equal((await machine.poll()).events, []);
      setTimes(machine, 102, 100);
      assert.is((await machine.poll()).events.length, 1);
    }));

  test("a clock that was set back does not hold failures up", () =>
    onMachine(async (machine) => {
      machine.append(BTMP, failure("root", 100));
      setTimes(machine, 10, 100);
      assert.is((await machine.poll()).events.length, 1);
    }));

  test("from now on: a large log is not read through, and goes on at the next record", () =>
    onMachine(
      async (machine) => {
        const many = Array.from({ length: 3000 }, (_, second) => failure("root", second, second));
        machine.append(BTMP, ...many);
        assert.equal((await machine.poll()).events, []);
        machine.append(BTMP, failure("admin", 5000));
        assert.equal(namesIn((await machine.poll()).events), ["admin"]);
      },
      { start: "now" },
    ));
});
