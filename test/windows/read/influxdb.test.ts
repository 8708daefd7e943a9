import * as assert from "uvu/assert";
import { escapeText } from "../../../src/model/escape.ts";
import type { LogonEventCells, LogonSessionCells } from "../../../src/model/logon.ts";
import { bytesOf, hostileTexts } from "../../kit/hostile.ts";
import { createDatabase, type InfluxRow, influxdb, influxRows, post } from "../../kit/influxdb.ts";
import { requireProgram } from "../../kit/require.ts";
import { type ServerCommand, startServer, type TestServer } from "../../kit/server.ts";
import { describe } from "../../kit/suite.ts";
import { writeEvents, writeSessions } from "./written.ts";

const START = 1_700_000_000_000_001n;

//  One of each for every hostile text; event_id and ts_session tell which is which.
const events: LogonEventCells[] = [];
const sessions: LogonSessionCells[] = [];
for (const [index, [, text]] of hostileTexts.entries()) {
  const cell = bytesOf(text);
  const who = { username: cell, domain: cell, host: cell, line: cell, uid: cell, src_host: cell, kind: "rdp" };
  const time = START + BigInt(index) * 1_000_000n;
  events.push({ ...who, time, action: "login", login_successful: 0, reason: cell, event_id: index, src_port: 3389 });
  sessions.push({ ...who, login_time: time, logout_time: time + 5n, ts_session: index, duration_s: 0 });
}

const influxd = requireProgram("influxd", "hostile names of Windows through a real InfluxDB");
if (influxd !== undefined) {
  describe("InfluxDB, of Windows", (test) => {
    let server: TestServer;
    test.before(async () => {
      const command: ServerCommand = influxdb(influxd);
      server = await startServer(command);
      await createDatabase(server.url, "windows");
    });
    test.after(() => server.stop());

    const select = (q: string): Promise<InfluxRow[]> => influxRows(server.url, "windows", q);
    const write = (lines: string): Promise<void> => post(`${server.url}/write?db=windows&precision=ns`, lines, 204);

    test("stores every hostile name of events and sessions as it was encoded", async () => {
      await write(writeEvents("line-protocol", events).text);
      await write(writeSessions("line-protocol", sessions).text);
      const found = await select("SELECT * FROM logon_event");
      const stays = await select("SELECT * FROM logon_history");
      assert.equal([found.length, stays.length], [hostileTexts.length, hostileTexts.length]);
      for (const [index, [name, text]] of hostileTexts.entries()) {
        const shown = escapeText(text);
        const event = found.find(({ event_id }) => event_id === index);
        const stay = stays.find(({ ts_session }) => ts_session === index);
        for (const row of [event, stay]) {
          const values = [row?.username, row?.domain, row?.host, row?.line, row?.uid, row?.src_host];
          assert.equal(values, Array(6).fill(shown), name);
        }
        assert.equal([event?.reason, event?.src_port, event?.login_successful], [shown, 3389, false], name);
      }
    });

    test("takes the same lines again without a change", async () => {
      const before = await select("SELECT * FROM logon_event");
      await write(writeEvents("line-protocol", events).text);
      assert.equal(await select("SELECT * FROM logon_event"), before);
    });

    test("takes every field of an event, Unix and Windows in one measurement", async () => {
      const all = { logon_guid: "{1}", logon_key_length: 128, logon_elevated_token: "Yes", ts_session: 1, count: 2 };
      await write(writeEvents("line-protocol", [{ ...all, time: START, action: "login", username: "carol" }]).text);
      await write(
        `logon_event,action=login,username=carol count=2i,duration_s=1i,session="a",src_ip="192.0.2.1" ${START}1`,
      );
      assert.is((await select("SELECT count FROM logon_event WHERE username = 'carol'")).length, 2);
    });
  });
}
