import * as assert from "uvu/assert";
import { escapeText } from "../../src/model/escape.ts";
import { encodeText } from "../kit/encoded.ts";
import { bytesOf, hostileTexts } from "../kit/hostile.ts";
import { createDatabase, type InfluxRow, influxdb, influxRows, post } from "../kit/influxdb.ts";
import { requireProgram } from "../kit/require.ts";
import { startServer, type TestServer } from "../kit/server.ts";
import { describe } from "../kit/suite.ts";
import { exported, victoriaMetrics } from "../kit/victoria-metrics.ts";

const SECOND = 1_000_000n;
const START = 1_700_000_000n * SECOND;

//  Hostile records, each between two plain ones; the pid tells which is which.
const records = hostileTexts.flatMap(([, text], index) => {
  const cell = bytesOf(text);
  const at = START + BigInt(index * 2) * SECOND;
  const plain = {
    time: at + SECOND,
    type: 7,
    pid: 100_000 + index,
    user: "alice",
    line: "pts/0",
    host: "client",
    offset: 0,
  };
  return [{ time: at, type: 7, pid: index, user: cell, line: cell, host: cell, offset: 1 }, plain];
});

const influxd = requireProgram("influxd", "hostile texts through a real InfluxDB");
if (influxd !== undefined) {
  describe("InfluxDB", (test) => {
    let server: TestServer;
    test.before(async () => {
      server = await startServer(influxdb(influxd));
    });
    test.after(() => server.stop());

    test("stores every hostile text as it was encoded, and its neighbours untouched", async () => {
      await createDatabase(server.url, "hostile");
      const lines = await encodeText("line-protocol", records);
      await post(`${server.url}/write?db=hostile&precision=ns`, lines, 204);
      const rows = await select(server.url, "SELECT * FROM logon_record");
      assert.is(rows.length, records.length);
      for (const [index, [name, text]] of hostileTexts.entries()) {
        const shown = escapeText(text);
        const hostile = rows.find((row) => row.pid === index);
        assert.equal(
          [hostile?.username, hostile?.line, hostile?.src_host, hostile?.type],
          [shown, shown, shown, "USER_PROCESS"],
          name,
        );
        assert.is(hostile?.byte_offset, 1, name);
        const plain = rows.find((row) => row.pid === 100_000 + index);
        assert.equal([plain?.username, plain?.line, plain?.src_host], ["alice", "pts/0", "client"], name);
      }
    });

    test("takes the same lines again without a change", async () => {
      const before = await select(server.url, "SELECT * FROM logon_record");
      await post(`${server.url}/write?db=hostile&precision=ns`, await encodeText("line-protocol", records), 204);
      assert.equal(await select(server.url, "SELECT * FROM logon_record"), before);
    });

    test("needs no quotes around our names in a query", async () => {
      const tags = "line,type,username";
      const fields = "src_host,src_ip,id,pid,session,exit_termination,exit_status,uid,count,max,logout_time,service";
      const rows = await select(
        server.url,
        `SELECT ${fields},locktime,byte_offset,layout FROM logon_record GROUP BY ${tags}`,
      );
      assert.ok(rows.length > 0);
    });

    test("accepts the earliest and the latest time that is written", async () => {
      await createDatabase(server.url, "edges");
      const limit = 9_223_372_036_854_775n;
      const lines = await encodeText(
        "line-protocol",
        [-limit, -1n, 0n, limit].map((time) => ({ time, pid: 1 })),
      );
      await post(`${server.url}/write?db=edges&precision=ns`, lines, 204);
    });
  });
}

const victoria = requireProgram("victoria-metrics", "hostile texts through a real VictoriaMetrics");
if (victoria !== undefined) {
  describe("VictoriaMetrics", (test) => {
    let server: TestServer;
    test.before(async () => {
      server = await startServer(victoriaMetrics(victoria));
    });
    test.after(() => server.stop());

    test("stores every hostile tag as it was encoded, and its neighbours untouched", async () => {
      await post(`${server.url}/write?precision=ns`, await encodeText("line-protocol", records), 204);
      const series = await exported(server.url, "logon_record_pid");
      for (const [index, [name, text]] of hostileTexts.entries()) {
        const shown = escapeText(text);
        const own = series.filter(({ values }) => values.includes(index)).map(({ metric }) => metric);
        assert.is(own.length, 1, name);
        assert.equal([own[0]?.username, own[0]?.line, own[0]?.type], [shown, shown, "USER_PROCESS"], name);
      }
      const plain = series.find(({ metric }) => metric.line === "pts/0");
      assert.equal(
        plain?.values,
        hostileTexts.map((_, index) => 100_000 + index),
      );
    });
  });
}

const select = (url: string, q: string): Promise<InfluxRow[]> => influxRows(url, "hostile", q);
