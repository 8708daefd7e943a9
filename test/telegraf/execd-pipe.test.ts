import * as assert from "uvu/assert";
import { parseLineProtocol } from "../kit/line-protocol.ts";
import { missing, requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { login, Machine } from "./machines.ts";
import { sleep, Unread } from "./unread.ts";

const mkfifo = requireProgram("mkfifo", "execd with a reader that does not read");
if (process.platform !== "linux") missing("Linux", "memory of execd, as /proc tells it");
else if (mkfifo !== undefined) {
  describe("execd and a pipe that nobody reads", (test) => {
    const machine = new Machine();
    machine.people(Array.from({ length: 2000 }, (_value, index) => login("alice", `pts/${index}`)));
    test.after(() => machine.remove());

    test("waits without growing, and goes on reading its input", async () => {
      const execd = new Unread(mkfifo, ["execd", "--root", machine.root]);
      try {
        await execd.ask(1);
        await execd.begun();
        const before = execd.memory();
        for (let round = 0; round < 20; round++) {
          await execd.ask(50_000);
          await sleep(10);
        }
        assert.ok(execd.memory() - before < 20_000, `${execd.memory() - before} KiB more`);
        const first = execd.read();
        assert.ok(first.endsWith("\n"), "only whole lines are in the pipe");
        parseLineProtocol(first);
      } finally {
        execd.remove();
      }
    });

    test("ends at once when it is asked to, with whole lines in the pipe", async () => {
      const execd = new Unread(mkfifo, ["execd", "--root", machine.root]);
      try {
        await execd.ask(1);
        await execd.begun();
        execd.child.kill("SIGTERM");
        assert.is(await execd.ended(), 0);
        const text = execd.read();
        assert.ok(text.length > 1 && text.endsWith("\n"));
      } finally {
        execd.remove();
      }
    });

    test("ends within Telegraf's patience when its input ends", async () => {
      const execd = new Unread(mkfifo, ["execd", "--root", machine.root]);
      try {
        await execd.ask(1);
        await execd.begun();
        const started = performance.now();
        execd.child.stdin?.end();
        assert.is(await execd.ended(), 0);
        assert.ok(performance.now() - started < 5000);
        assert.ok(execd.read().endsWith("\n"));
      } finally {
        execd.remove();
      }
    });

    test("ends well when the reader has gone", async () => {
      const execd = new Unread(mkfifo, ["execd", "--root", machine.root]);
      const ended = execd.ended();
      await execd.ask(1);
      await execd.begun();
      execd.close();
      assert.is(await ended, 0);
      execd.remove();
    });

    test("needs no more memory after many rounds than after some", async () => {
      machine.people([login("alice", "pts/0"), login("root", "tty1")]);
      const execd = new Unread(mkfifo, ["execd", "--root", machine.root, "--events"]);
      try {
        const rounds = async (count: number): Promise<void> => {
          const target = summaries(execd.read()) + count;
          while (summaries(execd.read()) < target) {
            await execd.ask(1);
            await sleep(0);
          }
        };
        await rounds(400);
        const before = execd.memory();
        await rounds(800);
        assert.ok(execd.memory() - before < 16_000, `${execd.memory() - before} KiB more`);
      } finally {
        execd.remove();
      }
    });
  });
}

function summaries(text: string): number {
  return text.split("\nlogon_summary ").length - 1;
}
