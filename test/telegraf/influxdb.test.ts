import * as assert from "uvu/assert";
import { escapeText } from "../../src/model/escape.ts";
import { whoflux } from "../kit/cli.ts";
import { bytesOf, hostileTexts } from "../kit/hostile.ts";
import { createDatabase, influxdb, influxRows, post } from "../kit/influxdb.ts";
import { requireProgram } from "../kit/require.ts";
import { startServer, type TestServer } from "../kit/server.ts";
import { describe } from "../kit/suite.ts";
import { hostilePeople, login, Machine, START } from "./machines.ts";

const influxd = requireProgram("influxd", "what collect writes, in a real InfluxDB");
if (influxd !== undefined) {
  describe("what collect writes, in InfluxDB", (test) => {
    const machine = new Machine();
    let server: TestServer;
    test.before(async () => {
      server = await startServer(influxdb(influxd));
      await createDatabase(server.url, "people");
    });
    test.after(async () => {
      machine.remove();
      await server.stop();
    });
    const collect = (...args: readonly string[]): string => {
      const { stdout } = whoflux(["collect", "--root", machine.root, "--host", "web1", ...args]);
      return Buffer.from(stdout, "latin1").toString("utf8");
    };
    const store = (lines: string): Promise<void> => post(`${server.url}/write?db=people&precision=ns`, lines, 204);
    const rows = (q: string) => influxRows(server.url, "people", q);

    test("is there as it was written: every session, hostile or not, the numbers and the health", async () => {
      machine.people(hostilePeople());
      await store(collect());
      const sessions = await rows("SELECT * FROM logon_session");
      assert.is(sessions.length, hostileTexts.length);
      for (const [index, [name, text]] of hostileTexts.entries()) {
        const session = sessions.find(({ pid }) => pid === 1000 + index);
        const [user = ""] = Buffer.from(bytesOf(text).subarray(0, 32)).toString("latin1").split("\0");
        assert.is(session?.username ?? "", escapeText(Buffer.from(user, "latin1")), name);
        assert.equal([session?.host, session?.line, session?.state], ["web1", `pts/${index}`, "active"], name);
      }
      assert.is((await rows("SELECT n_users FROM logon_summary"))[0]?.n_users, hostileTexts.length);
      assert.equal(
        (await rows("SELECT last(up) FROM logon_collector GROUP BY source")).map(({ source, last }) => [source, last]),
        [
          ["logind", 0],
          ["utmp", 1],
          ["wtmpdb", 0],
        ],
      );
    });

    test("needs no quotes around any name in a query", async () => {
      const fields = "session,uid,login_type,state,src_host,src_ip,pid,service,login_time,duration_s,idle_s,sources";
      assert.ok((await rows(`SELECT ${fields} FROM logon_session GROUP BY host,kind,line,username`)).length > 0);
      const numbers = "n_users,n_unique_users,n_interactive,n_local,n_rdp,n_remote,n_closing,n_stale";
      const sources = "sources_ok,sources_failed,sources_missing";
      assert.is((await rows(`SELECT ${numbers},${sources} FROM logon_summary`)).length, 1);
      const health = "up,status,path,layout,records,skipped,stale,sessions,duration_us,problem";
      assert.is((await rows(`SELECT ${health} FROM logon_collector GROUP BY source`)).length, 3);
    });

    test("keeps sessions apart that are alike but for what is no tag", async () => {
      const alike = [1, 2, 3].map((pid) => login("alice", "", { pid, time: START + BigInt(pid) }));
      machine.people(alike);
      await store(collect("--as", "sessions"));
      const [newest] = await rows("SELECT last(pid) FROM logon_session WHERE username = 'alice'");
      const sessions = await rows(`SELECT * FROM logon_session WHERE username = 'alice' AND time = ${newest?.time}`);
      assert.equal(sessions.map(({ pid }) => pid).sort(), [1, 2, 3]);
    });

    test("is the history of logins and logouts, once each, however often they are sent", async () => {
      const state = machine.file("state");
      machine.log("wtmp", []);
      collect("--as", "events", "--state", state);
      machine.log("wtmp", [
        login("bob", "pts/9"),
        { type: "DEAD_PROCESS", line: "pts/9", pid: 4242, time: START + 9_000_000n },
      ]);
      const events = collect("--as", "events", "--state", state);
      await store(events);
      await store(events);
      const stored = await rows("SELECT action, username, session, duration_s FROM logon_event");
      assert.equal(
        stored.map(({ action, username, duration_s }) => [action, username, duration_s]),
        [
          ["login", "bob", null],
          ["logout", "bob", 9],
        ],
      );
    });
  });
}
