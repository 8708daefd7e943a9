import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { program } from "../kit/cli.ts";
import { createDatabase, influxdb, influxRows } from "../kit/influxdb.ts";
import { requireProgram } from "../kit/require.ts";
import { startServer, type TestServer } from "../kit/server.ts";
import { describe } from "../kit/suite.ts";
import { login, START } from "../telegraf/machines.ts";
import { bare, Serving } from "./serving.ts";
import { count, fast, onMachine } from "./serving-machine.ts";

describe("whoflux serve with a server", (test) => {
  let server: TestServer | undefined;
  test.before(async () => {
    const file = requireProgram("influxd", "the daemon with a real InfluxDB");
    if (file === undefined) return;
    server = await startServer(influxdb(file));
    await createDatabase(server.url, "logins");
  });
  test.after(() => server?.stop());

  test("delivers everything to a real InfluxDB before it ends, and nothing twice", async () => {
    if (server === undefined) return;
    const { url } = server;
    await onMachine(async (machine, args) => {
      const to = ["--influx-url", url, "--influx-database", "logins", "--backfill", "all", "--host", "server1"];
      const first = new Serving([...args, ...fast, ...to]);
      const events = () => influxRows(url, "logins", "SELECT * FROM logon_event");
      await first.until(async () => (await events()).length === 1);
      machine.log("wtmp", [login("bob", "pts/1", { pid: 99, time: START + 90_000_000n })]);
      await first.until(async () => (await events()).length === 2);
      assert.is(await first.stop(), 0);
      assert.is(first.stdout, "");
      assert.is(first.stderr, "");
      for (const _ of [1, 2]) assert.is(await new Serving([...args, ...fast, ...to, "--once"]).end(), 0);
      assert.equal((await events()).map(({ username }) => username).sort(), ["alice", "bob"]);
      const [health] = await influxRows(
        url,
        "logins",
        "SELECT last(up), delivered FROM logon_collector WHERE source='influx'",
      );
      assert.is(health?.last, 1);
      const left = readdirSync(machine.file("state/spool/events")).filter((name) => name.endsWith(".seg"));
      assert.ok(left.length <= 1);
    });
  });

  test("keeps what a server that is away does not take, and ends all the same; the next run sends it", async () => {
    if (server === undefined) return;
    const { url } = server;
    await createDatabase(url, "later");
    await onMachine(async (_, args) => {
      const away = ["--influx-url", "http://127.0.0.1:1", "--influx-database", "later", "--backfill", "all"];
      const first = new Serving([...args, ...fast, ...away]);
      await first.until(() => first.stderr !== "");
      assert.match(first.stderr, /^W! whoflux: .*127\.0\.0\.1:1/);
      assert.is(await first.stop(), 0);
      const back = ["--influx-url", url, "--influx-database", "later", "--backfill", "all"];
      assert.is(await new Serving([...args, ...back, "--once"]).end(), 0);
      assert.is((await influxRows(url, "later", "SELECT * FROM logon_event")).length, 1);
      assert.ok((await influxRows(url, "later", "SELECT * FROM logon_session")).length >= 2);
    });
  });

  test("sends what waits also when the place in the logs is there no more, and cuts off nothing later either", async () => {
    if (server === undefined) return;
    const { url } = server;
    await createDatabase(url, "orphaned");
    await onMachine(async (machine, args) => {
      const away = ["--influx-url", "http://127.0.0.1:1", "--influx-database", "orphaned"];
      const events = machine.file("state/spool/events/00000001.seg");
      const isThere = (name: string) =>
        existsSync(events) && readFileSync(events, "latin1").includes(`username=${name} `);
      const first = new Serving([...args, ...fast, ...away, "--backfill", "all"]);
      await first.until(() => isThere("alice"));
      machine.log("wtmp", [login("bob", "pts/1", { pid: 99, time: START + 90_000_000n })]);
      await first.until(() => isThere("bob"));
      assert.is(await first.stop(), 0);
      for (const name of readdirSync(machine.file("state"))) {
        if (name.startsWith("logs.state")) rmSync(machine.file(`state/${name}`));
      }
      const second = new Serving([...args, ...fast, ...away]);
      await second.until(() => existsSync(machine.file("state/logs.state.bak")));
      machine.log("wtmp", [login("carol", "pts/2", { pid: 100, time: START + 95_000_000n })]);
      await second.until(() => isThere("carol"));
      second.signal("SIGKILL");
      await second.end();
      const back = ["--influx-url", url, "--influx-database", "orphaned"];
      assert.is(await new Serving([...args, ...back, "--once"]).end(), 0);
      const told = await influxRows(url, "orphaned", "SELECT * FROM logon_event");
      assert.equal(told.map(({ username }) => username).sort(), ["alice", "bob", "carol"]);
    });
  });

  test("reads its configuration again at SIGHUP: a bad one is refused with all that is wrong, a good one holds", async () => {
    await onMachine(async (machine, args) => {
      const file = machine.file("whoflux.toml");
      const write = (snapshot: string): void => writeFileSync(file, `[schedule]\n${snapshot}\nsummary = "off"\n`);
      write('snapshot = "0 0 1 1 *"');
      const serving = new Serving(["--config", file, ...args]);
      await serving.until(() => /logon_session/.test(serving.stdout));
      write('snapshot = "every day"\nsnapshots = "off"');
      serving.signal("SIGHUP");
      await serving.until(() => /stays in force/.test(serving.stderr));
      assert.match(serving.stderr, /schedule\.snapshot.*every day/);
      assert.match(serving.stderr, /schedule\.snapshots/);
      assert.is(count(serving.stdout, /^logon_session/gm), 1);
      write('snapshot = "* * * * * *"');
      serving.signal("SIGHUP");
      await serving.until(() => count(serving.stdout, /^logon_session/gm) > 3);
      assert.match(serving.stderr, /I! whoflux: the configuration was read again and is in force\n$/);
      machine.log("wtmp", [login("bob", "pts/1", { pid: 99, time: START + 90_000_000n })]);
      await serving.until(() => /logon_event.*username=bob/.test(serving.stdout));
      assert.is(await serving.stop(), 0);
      assert.is(count(serving.stdout, /^logon_event/gm), 1);
    });
  });

  test("tells systemd's journal how bad each word is, and nobody else", async () => {
    await onMachine(async (machine, args) => {
      const away = [...args, "--once", "--influx-url", "http://127.0.0.1:1", "--influx-database", "x"];
      const script = 'words="$1"; shift; exec 2>"$words"; JOURNAL_STREAM=$(stat -L -c %d:%i "$words") exec "$@"';
      const words = machine.file("words");
      const run = ["-c", script, "sh", words, process.execPath, program, "serve", ...away, "--influx-timeout", "1s"];
      const journal = spawn("sh", run, { env: bare(), stdio: "ignore" });
      await waitFor(() => existsSync(words) && /\n/.test(readFileSync(words, "utf8")));
      journal.kill("SIGKILL");
      await once(journal, "close");
      assert.match(readFileSync(words, "utf8"), /^<4>(?!whoflux)/);
      // The lock of one that was killed is no obstacle.
      const plain = new Serving(away, { env: { ...bare(), JOURNAL_STREAM: "1:2" } });
      await plain.until(() => plain.stderr !== "");
      assert.match(plain.stderr, /^W! whoflux: /);
      plain.signal("SIGKILL");
      await plain.end();
    });
  });
});

async function waitFor(isSo: () => boolean): Promise<void> {
  const limit = performance.now() + 20_000;
  while (!isSo()) {
    if (performance.now() > limit) throw new Error("not seen");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
