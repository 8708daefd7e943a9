import * as assert from "uvu/assert";
import { escapeText } from "../../../src/model/escape.ts";
import type { InfluxTarget } from "../../../src/sinks/influx/target.ts";
import { encodeText } from "../../kit/encoded.ts";
import { bytesOf, hostileTexts } from "../../kit/hostile.ts";
import { createDatabase, influxdb, influxRows, post } from "../../kit/influxdb.ts";
import { requireProgram } from "../../kit/require.ts";
import { startServer, type TestServer } from "../../kit/server.ts";
import { describe } from "../../kit/suite.ts";
import { linesOf, refusedIn, targetOf, withSink, writeTo } from "./sink-kit.ts";

const MICROSECONDS = 1_000_000n;
const START = 1_700_000_000n * MICROSECONDS;
const compressions = ["gzip", "none"] as const;

//  Hostile records, each with a plain one behind it; the pid tells which is which.
const records = hostileTexts.flatMap(([, text], index) => {
  const cell = bytesOf(text);
  const time = START + BigInt(index * 2) * MICROSECONDS;
  const plain = { time: time + MICROSECONDS, pid: 100_000 + index, user: "alice", line: "pts/0", host: "client" };
  return [{ time, pid: index, user: cell, line: cell, host: cell }, plain];
});

/** What InfluxDB counts of a part of it. */
interface InfluxStatistics {
  readonly values?: { readonly writeReq?: number };
}

const influxd = requireProgram("influxd", "the sink with a real InfluxDB 1.x");
if (influxd !== undefined) {
  describe("a sink with a real InfluxDB", (test) => {
    let server: TestServer;
    let databases = 0;
    test.before(async () => {
      server = await startServer(influxdb(influxd, { INFLUXDB_HTTP_MAX_BODY_SIZE: "100000" }));
    });
    test.after(() => server.stop());

    const fresh = async (statement = ""): Promise<string> => {
      databases += 1;
      const name = `d${databases}`;
      await createDatabase(server.url, `${name}${statement}`);
      return name;
    };
    const to = (database: string, more: Partial<InfluxTarget> = {}): InfluxTarget =>
      targetOf(server.url, { version: "auto", database, compression: "gzip", ...more });

    for (const compression of compressions) {
      test(`stores hostile texts as they were encoded, neighbours untouched, with compression ${compression}`, async () => {
        const database = await fresh();
        const text = new TextEncoder().encode(await encodeText("line-protocol", records));
        await withSink(to(database, { compression }), async (sink) => {
          // Again, and nothing changes.
          for (let times = 0; times < 2; times += 1)
            assert.equal(await sink.write(text), { kind: "stored", lines: records.length, refused: [] });
          assert.match(sink.name, /^InfluxDB 1\.\d+\.\d+ at http:\/\/127\.0\.0\.1:\d+, database d\d+$/);
        });
        const rows = await influxRows(server.url, database, "SELECT * FROM logon_record");
        assert.is(rows.length, records.length);
        for (const [index, [name, text]] of hostileTexts.entries()) {
          const shown = escapeText(text);
          const hostile = rows.find(({ pid }) => pid === index);
          assert.equal([hostile?.username, hostile?.line, hostile?.src_host], [shown, shown, shown], name);
          const plain = rows.find(({ pid }) => pid === 100_000 + index);
          assert.equal([plain?.username, plain?.line, plain?.src_host], ["alice", "pts/0", "client"], name);
        }
      });
    }

    test("gets exactly the good ones of many lines, whatever is wrong with the others", async () => {
      const database = await fresh();
      const good = Array.from({ length: 500 }, (_, index) => `m,t=g${index} v=${index}i ${START}000`);
      const bad = [
        "no fields",
        `m,t= v=1i ${START}000`,
        `m,t=u v=1u ${START}000`,
        `m,t=float v=1.5 ${START}000`,
        `m,t=text v="x" ${START}000`,
        `m,t=time time=1i ${START}000`,
        "m,t=late v=1i 92233720368547758079",
        `m,t=${"x".repeat(70_000)} v=1i ${START}000`,
        `m,t=open v="x ${START}000`,
        `m,t=v"': missing v=1u ${START}000`,
      ];
      await writeTo(to(database), good[0] ?? "");
      const lines = [...good];
      for (const [index, line] of bad.entries()) lines.splice(index * 47 + 3, 0, line);
      for (const compression of compressions) {
        const outcome = await writeTo(to(database, { compression }), ...lines);
        assert.equal([outcome.kind, outcome.lines], ["stored", good.length]);
        assert.equal(refusedIn(outcome), bad.toSorted());
        assert.ok(outcome.refused.every(({ nature, reason }) => nature === "poison" && reason.length > 5));
      }
      const rows = await influxRows(server.url, database, "SELECT t, v FROM m");
      assert.equal(rows.map(({ t, v }) => `${t}=${v}`).sort(), good.map((_, index) => `g${index}=${index}`).sort());
    });

    test("refuses points that are older than what is kept, apart from those that are wrong", async () => {
      const database = await fresh(" WITH DURATION 1h");
      const now = BigInt(Date.now()) * 1_000_000n;
      const good = Array.from({ length: 300 }, (_, index) => `m,t=g${index} v=${index}i ${now + BigInt(index)}`);
      const old = Array.from(
        { length: 200 },
        (_, index) => `m,t=o${index} v=${index}i ${START * 1000n + BigInt(index)}`,
      );
      await writeTo(to(database), good[0] ?? "");
      const mixed = good.flatMap((line, index) => (index < old.length ? [line, old[index] ?? ""] : [line]));
      const outcome = await writeTo(to(database), ...mixed);
      assert.equal([outcome.kind, outcome.lines, refusedIn(outcome)], ["stored", 300, old.toSorted()]);
      assert.equal(
        outcome.refused.map(({ nature, lines }) => [nature, lines]),
        [["retention", 200]],
      );
      const bad = [`m,t=b v=1.5 ${now}`, "rubbish"];
      const worse = await writeTo(to(database), ...good.slice(0, 40), ...bad, ...old.slice(0, 40));
      assert.equal([worse.kind, worse.lines], ["stored", 40]);
      assert.equal(refusedIn(worse), [...bad, ...old.slice(0, 40)].sort());
      const all = await writeTo(to(database), ...old);
      assert.equal([all.kind, all.lines, all.refused[0]?.lines], ["stored", 0, 200]);
      assert.is((await influxRows(server.url, database, "SELECT v FROM m")).length, 300);
    });

    test("refuses fields of another type in two requests", async () => {
      const database = await fresh();
      await writeTo(to(database), `m count=1.5 ${START * 1000n}`);
      const lines = Array.from(
        { length: 600 },
        (_, index) => `${index % 3 === 0 ? "other" : "m"},t=t${index} count=${index}i ${START * 1000n}`,
      );
      const asked = async (): Promise<number> => {
        const told = (await (await fetch(`${server.url}/debug/vars`)).json()) as Record<string, InfluxStatistics>;
        const http = Object.entries(told).find(([name]) => name.startsWith("httpd"));
        return http?.[1].values?.writeReq ?? Number.NaN;
      };
      const before = await asked();
      const outcome = await writeTo(to(database), ...lines);
      assert.is((await asked()) - before, 2);
      assert.equal([outcome.kind, outcome.lines], ["stored", 200]);
      assert.equal(refusedIn(outcome), lines.filter((line) => line.startsWith("m")).sort());
      assert.is((await influxRows(server.url, database, "SELECT count FROM other")).length, 200);
    });

    test("splits what is larger than a server takes at once", async () => {
      const database = await fresh();
      const lines = Array.from({ length: 2000 }, (_, index) => `m,t=${index} v="${"x".repeat(100)}" ${START}000`);
      const huge = `m,t=huge v="${"x".repeat(120_000)}" ${START}000`;
      const outcome = await writeTo(to(database, { compression: "none" }), ...lines, huge);
      assert.equal([outcome.kind, outcome.lines], ["stored", 2000]);
      assert.equal(
        outcome.refused.map(({ status, lines }) => [status, lines]),
        [[413, 1]],
      );
      assert.is((await influxRows(server.url, database, "SELECT v FROM m")).length, 2000);
    });

    test("that has no such database or retention policy keeps everything, and says what to do", async () => {
      const line = `m v=1i ${START}000`;
      const none = await writeTo(to("no such"), line, "rubbish");
      if (none.kind !== "later") throw new Error(none.kind);
      assert.equal([none.nature, none.lines, none.refused], ["configuration", 2, []]);
      assert.match(none.reason, 'CREATE DATABASE "no such"');
      const policy = await writeTo(to(await fresh(), { retentionPolicy: "none" }), line);
      if (policy.kind !== "later") throw new Error(policy.kind);
      assert.is(policy.nature, "configuration");
      assert.match(policy.reason, "--influx-retention-policy");
    });

    test("writes to the retention policy that is named", async () => {
      const database = await fresh();
      const policy = `CREATE RETENTION POLICY "years" ON "${database}" DURATION INF REPLICATION 1`;
      await post(`${server.url}/query`, new URLSearchParams({ q: policy }), 200);
      await writeTo(to(database, { retentionPolicy: "years" }), `m v=1i ${START}000`);
      assert.is((await influxRows(server.url, database, 'SELECT v FROM "years"."m"')).length, 1);
    });

    test("that went away is trouble, and its lines wait", async () => {
      const other = await startServer(influxdb(influxd));
      await createDatabase(other.url, "d");
      const line = `m v=1i ${START}000`;
      await withSink({ ...to("d"), url: other.url }, async (sink) => {
        assert.is((await sink.write(linesOf(line))).kind, "stored");
        await other.stop();
        const outcome = await sink.write(linesOf(line));
        if (outcome.kind !== "later") throw new Error(outcome.kind);
        assert.equal([outcome.nature, outcome.rest], ["trouble", linesOf(line)]);
      });
    });
  });
}
