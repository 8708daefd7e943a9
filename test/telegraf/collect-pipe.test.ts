import { existsSync } from "node:fs";
import * as assert from "uvu/assert";
import { parseLineProtocol } from "../kit/line-protocol.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { login, Machine } from "./machines.ts";
import { sleep, Unread } from "./unread.ts";

const PEOPLE = 3000;

const mkfifo = requireProgram("mkfifo", "collect with a reader that is slow");
if (mkfifo !== undefined && process.platform !== "win32") {
  describe("collect and a slow reader", (test) => {
    const machine = new Machine();
    const state = machine.file("state");
    const args = ["collect", "--root", machine.root, "--events", "--state", state];
    machine.people(Array.from({ length: PEOPLE }, (_value, index) => login("alice", `pts/${index}`)));
    test.after(() => machine.remove());

    test("writes all of it, keeps its place and ends well, though it is asked to end meanwhile", async () => {
      const collect = new Unread(mkfifo, args);
      const ended = collect.ended();
      await collect.begun();
      assert.not(existsSync(state), "the place is kept before the output is out");
      for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) collect.child.kill(signal);
      await sleep(100);
      assert.is(collect.child.exitCode, null);
      while (collect.child.exitCode === null) {
        collect.read();
        await sleep(5);
      }
      assert.is(await ended, 0);
      const sessions = parseLineProtocol(collect.read()).filter(({ measurement }) => measurement === "logon_session");
      assert.is(sessions.length, PEOPLE);
      assert.ok(existsSync(state));
      collect.remove();
    });
  });
}
