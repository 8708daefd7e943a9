import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as assert from "uvu/assert";
import { systemClock } from "../../src/commands/system-clock.ts";
import type { Word } from "../../src/model/word.ts";
import { managerOf, Notifier } from "../../src/serve/notify.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";

/** Receives datagrams as systemd does: a barrier is answered by closing the descriptor that comes with it. */
const receiver = `
import array, os, socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print("bound", flush=True)
while True:
    data, extra, flags, sender = s.recvmsg(65536, 1024)
    for level, kind, content in extra:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            for fd in array.array("i", content): os.close(fd)
    print(data.decode().replace("\\n", "|"), flush=True)
`;

/** Runs a test against a manager's socket; `heard`: the next message that is no barrier. */
async function managed(run: (socket: string, heard: () => Promise<string>) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "whoflux-notify-"));
  const socket = join(folder, "notify");
  const child = spawn("python3", ["-c", receiver, socket], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const heard = async (): Promise<string> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) throw new Error("the receiver ended");
      if (!value.startsWith("BARRIER")) return value.replace(/\|MAINPID=\d+/, "");
    }
  };
  try {
    assert.is(await heard(), "bound");
    await run(socket, heard);
  } finally {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("telling systemd", (test) => {
  test("is done where the environment names a socket, with a watchdog that is meant for this process", () => {
    assert.is(managerOf({}, 5), undefined);
    assert.is(managerOf({ NOTIFY_SOCKET: "relative" }, 5), undefined);
    assert.equal(managerOf({ NOTIFY_SOCKET: "/run/n" }, 5), { socket: "/run/n" });
    assert.equal(managerOf({ NOTIFY_SOCKET: "@n", WATCHDOG_USEC: "30000000" }, 5), {
      socket: "@n",
      watchdog: 30_000_000,
    });
    const own = { NOTIFY_SOCKET: "@n", WATCHDOG_USEC: "1000", WATCHDOG_PID: "5" };
    assert.equal(managerOf(own, 5), { socket: "@n", watchdog: 1000 });
    assert.equal(managerOf(own, 6), { socket: "@n" });
    assert.equal(managerOf({ NOTIFY_SOCKET: "@n", WATCHDOG_USEC: "0" }, 5), { socket: "@n" });
  });

  test("says that it is up, reads anew, how it is, and that it ends, in this order", async () => {
    if (requireProgram("systemd-notify", "what systemd is told") === undefined) return;
    if (requireProgram("python3", "what systemd is told") === undefined) return;
    await managed(async (socket, heard) => {
      const words: Word[] = [];
      const notifier = new Notifier({ socket }, systemClock, (word) => words.push(word));
      notifier.ready("3 lines delivered");
      notifier.status("4 lines delivered");
      notifier.status("5 lines delivered");
      notifier.reloading(123_456_789n);
      notifier.reloaded("5 lines\nREADY=0");
      await notifier.stopping();
      const expected = [
        "READY=1|STATUS=3 lines delivered",
        "STATUS=4 lines delivered",
        "RELOADING=1|MONOTONIC_USEC=123456789",
        "READY=1|STATUS=5 lines?READY=0",
        "STOPPING=1|STATUS=ending",
      ];
      for (const line of expected) assert.is(await heard(), line);
      assert.equal(words, []);
    });
  });

  test("feeds the watchdog at half of its time, until it ends", async () => {
    if (requireProgram("systemd-notify", "the watchdog of systemd") === undefined) return;
    if (requireProgram("python3", "the watchdog of systemd") === undefined) return;
    await managed(async (socket, heard) => {
      const waits: number[] = [];
      const calls: (() => void)[] = [];
      const clock = {
        now: () => 0,
        after(milliseconds: number, call: () => void) {
          waits.push(milliseconds);
          calls.push(call);
          return () => void calls.splice(calls.indexOf(call), 1);
        },
      };
      const notifier = new Notifier({ socket, watchdog: 30_000_000 }, clock, () => {});
      notifier.ready("up");
      assert.is(await heard(), "READY=1|STATUS=up");
      for (let time = 0; time < 2; time++) {
        calls.shift()?.();
        assert.is(await heard(), "WATCHDOG=1");
      }
      assert.equal([...new Set(waits)], [15_000]);
      await notifier.stopping();
      assert.is(calls.length, 0);
    });
  });

  test("says once that systemd cannot be told, and goes on", async () => {
    if (requireProgram("systemd-notify", "a manager that is gone") === undefined) return;
    const words: Word[] = [];
    const notifier = new Notifier({ socket: "/nowhere/notify" }, systemClock, (word) => words.push(word));
    notifier.ready("up");
    notifier.status("well");
    await notifier.stopping();
    assert.is(words.length, 1);
    assert.match(words[0]?.text ?? "", /^systemd cannot be told how this service is: /);
  });

  test("is nothing without a manager", async () => {
    const notifier = new Notifier(undefined, systemClock, () => assert.unreachable());
    notifier.ready("up");
    await notifier.stopping();
  });
});
