import { chmodSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { whoflux } from "../kit/cli.ts";
import { missing } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { login, START } from "../telegraf/machines.ts";
import { bare, Serving } from "./serving.ts";
import { count, fast, onMachine } from "./serving-machine.ts";

describe("whoflux serve", (test) => {
  test("without a configuration writes to stdout at once, and goes on from where it stopped", async () => {
    await onMachine(async (machine, args) => {
      const first = new Serving([...args, ...fast, "--backfill", "all"]);
      await first.until(() => /logon_event,action=login/.test(first.stdout) && /logon_summary/.test(first.stdout));
      machine.log("wtmp", [{ type: "DEAD_PROCESS", line: "pts/0", pid: 4242, time: START + 60_000_000n }]);
      await first.until(() => /logon_event,action=logout/.test(first.stdout));
      assert.is(await first.stop(), 0);
      assert.match(first.stdout, /^logon_session,kind=pty,line=pts\/0,username=alice .*\n/);
      assert.is(count(first.stdout, /^logon_event/gm), 2);
      assert.ok(first.stdout.endsWith("\n"));
      assert.is(first.stderr, "");

      machine.log("wtmp", [login("bob", "pts/1", { pid: 99, time: START + 90_000_000n })]);
      const second = new Serving([...args, ...fast, "--backfill", "all"]);
      await second.until(() => /logon_event.*username=bob/.test(second.stdout));
      assert.is(await second.stop(), 0);
      assert.is(count(second.stdout, /^logon_event/gm), 1);
    });
  });

  test("names the machine in every line: as the system, as /etc/hostname below a root, or as it is told", async () => {
    await onMachine(async (machine, args) => {
      const all = [...args, "--once", "--backfill", "all"];
      const hosts = (text: string): string[] => [
        ...new Set(
          text
            .trimEnd()
            .split("\n")
            .map((line) => (/ /.test(line) ? (/,host=([^, ]*)/.exec(line)?.[1] ?? "") : line)),
        ),
      ];
      assert.equal(hosts(whoflux(["serve", ...all], { env: bare() }).stdout), [""]);
      machine.write("etc/hostname", "# ours\nserver1.example\n");
      assert.equal(hosts(whoflux(["serve", ...all]).stdout), ["server1.example"]);
      assert.equal(hosts(whoflux(["serve", ...all, "--host", "other"]).stdout), ["other"]);
    });
  });

  test("--once does everything once and ends", async () => {
    await onMachine(async (_, args) => {
      const { status, stdout, stderr } = whoflux(["serve", ...args, "--once", "--backfill", "all"]);
      assert.equal([status, stderr], [0, ""]);
      assert.equal(
        stdout
          .trimEnd()
          .split("\n")
          .map((line) => line.split(/[, ]/)[0]),
        ["logon_session", "logon_summary", "logon_collector", "logon_collector", "logon_collector", "logon_event"],
      );
    });
  });

  test("runs once per state directory: the second one refuses", async () => {
    await onMachine(async (_, args) => {
      const first = new Serving(args);
      await first.until(() => first.stdout !== "");
      const { status, stderr } = whoflux(["serve", ...args]);
      assert.is(status, 2);
      assert.match(stderr, new RegExp(`another whoflux works here .*process ${first.child.pid}.*--state-directory`));
      first.signal("SIGKILL");
      assert.is(await first.end(), "SIGKILL");
      assert.is(whoflux(["serve", ...args, "--once"]).status, 0);
    });
  });

  test("ends well when nobody reads stdout any more", async () => {
    await onMachine(async (_, args) => {
      const serving = new Serving([...args, ...fast]);
      await serving.until(() => serving.stdout !== "");
      serving.child.stdout?.destroy();
      assert.is(await serving.end(), 0);
      assert.is(serving.stderr, "");
    });
  });

  test("ends at SIGINT as at SIGTERM", async () => {
    await onMachine(async (_, args) => {
      const serving = new Serving([...args, ...fast]);
      await serving.until(() => serving.stdout !== "");
      serving.signal("SIGINT");
      assert.is(await serving.end(), 0);
    });
  });

  test("ends at once at a second signal, and the next run goes on", async () => {
    await onMachine(async (machine, args) => {
      // Nobody reads: a snapshot that waits for a reader keeps it from ending for some seconds.
      const many = Array.from({ length: 4000 }, (_, index) =>
        login(`user${index}`, `pts/${index}`, { pid: index + 2 }),
      );
      machine.people(many);
      const serving = new Serving([...args, ...fast]);
      serving.child.stdout?.pause();
      await new Promise((resolve) => setTimeout(resolve, 2500));
      serving.signal("SIGTERM");
      await new Promise((resolve) => setTimeout(resolve, 300));
      serving.signal("SIGTERM");
      serving.child.stdout?.resume();
      assert.is(await serving.end(), 143);
      assert.is(whoflux(["serve", ...args, "--once"]).status, 0);
    });
  });

  test("refuses a state directory that cannot be used, with the cure", async () => {
    await onMachine(async (machine, args) => {
      machine.write("a-file", "no directory");
      const path = machine.file("a-file/state");
      const { status, stderr } = whoflux(["serve", ...args.slice(0, 2), "--state-directory", path]);
      assert.is(status, 2);
      assert.match(stderr, /^whoflux: .*a-file\/state: the state directory cannot be made .*--state-directory/);
      mkdirSync(machine.file("open"));
      chmodSync(machine.file("open"), 0o777);
      const open = whoflux(["serve", ...args.slice(0, 2), "--state-directory", machine.file("open")]);
      assert.is(open.status, 2);
      assert.match(open.stderr, /others can write to the state directory .*chmod go-w/);
    });
  });

  test("says everything that is wrong with a configuration, and ends with 2", () => {
    const { status, stderr } = whoflux(["serve", "--snapshot", "never", "--jitter", "long", "--spool-size", "1"]);
    assert.is(status, 2);
    for (const flag of ["--snapshot", "--jitter", "--spool-size"]) assert.match(stderr, new RegExp(`${flag}: `));
    assert.match(whoflux(["serve", "wtmp"]).stderr, /`serve` takes no file \(found wtmp\)/);
  });

  test("works for a user without rights and without any configuration, with state in that user's folder", async () => {
    if (process.getuid?.() !== 0) return missing("not root", "the daemon as another user");
    await onMachine(async (machine) => {
      const home = machine.file("home");
      mkdirSync(home);
      for (const path of [machine.root, machine.file("run"), machine.file("var"), home]) chmodSync(path, 0o777);
      const serving = new Serving([], { uid: 65534, env: { PATH: process.env.PATH ?? "", HOME: home } });
      await serving.until(() => /logon_summary,host=/.test(serving.stdout));
      assert.is(await serving.stop(), 0);
      assert.ok(readdirSync(join(home, ".local/state/whoflux")).length > 0);
    });
  });
});
