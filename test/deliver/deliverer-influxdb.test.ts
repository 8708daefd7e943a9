import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { Deliverer } from "../../src/deliver/deliverer.ts";
import { pause } from "../../src/deliver/pause.ts";
import type { Word } from "../../src/model/word.ts";
import { openInflux } from "../../src/sinks/influx/open.ts";
import { Quarantine } from "../../src/sinks/quarantine.ts";
import { Spool } from "../../src/spool/spool.ts";
import { inFolder } from "../kit/databases.ts";
import { influxdb, influxRows, post } from "../kit/influxdb.ts";
import { requireProgram } from "../kit/require.ts";
import { startServer, type TestServer } from "../kit/server.ts";
import { describe } from "../kit/suite.ts";

const HOUR = 3_600_000_000_000n;

describe("a deliverer with a real InfluxDB", (test) => {
  const influxd = requireProgram("influxd", "lines outside retention in a real InfluxDB");
  if (influxd === undefined) return test.skip("tells lines outside retention");
  let server: TestServer;
  test.before(async () => {
    server = await startServer(influxdb(influxd));
  });
  test.after(() => server.stop());

  test("lines outside retention leave the spool, counted, kept and told; the others are stored, each once", () =>
    inFolder(async (folder) => {
      await post(`${server.url}/query`, new URLSearchParams({ q: "CREATE DATABASE short WITH DURATION 2h" }), 200);
      const words: Word[] = [];
      const say = (word: Word): void => void words.push(word);
      const { now: clock } = Date;
      const shared = { now: clock, say };
      const spool = Spool.open({
        ...{ folder: join(folder, "spool"), maxBytes: 2 ** 24, whenFull: "refuse", sync: "never", marks: new Map() },
        ...shared,
      });
      const path = join(folder, "quarantine.jsonl");
      const quarantine = new Quarantine({ path, ...shared });
      const sink = openInflux({
        ...{ url: server.url, version: "auto", database: "short", tls: {}, compression: "gzip", timeout: 10_000 },
      });
      const deliverer = new Deliverer({
        ...{ lanes: [spool], sink, quarantine, say, clock, sleep: pause, chance: () => 0.5 },
      });
      // Years of history, the newest two hundred of which are young enough; more than one request has.
      const start = BigInt(clock()) * 1_000_000n;
      const times = Array.from({ length: 7200 }, (_, index) =>
        index % 36 === 0 ? start - BigInt(index) * 1_000_000n : start - 3n * HOUR - BigInt(index) * HOUR,
      );
      const lines = times.map((time, index) => `logon_event,username=u${index % 9} count=${index}i ${time}`);
      for (let from = 0; from < lines.length; from += 1000) {
        spool.append([Buffer.from(`${lines.slice(from, from + 1000).join("\n")}\n`)]);
      }
      deliverer.start();
      await deliverer.stop(30_000);
      const { delivered, outside_retention, quarantined, spool_lines, problem } = deliverer.health();
      assert.equal([delivered, outside_retention, quarantined, spool_lines, problem], [200, 7000, 0, 0, undefined]);
      const rows = await influxRows(server.url, "short", "SELECT count FROM logon_event");
      assert.equal(
        rows.map(({ count }) => Number(count)).sort((one, other) => one - other),
        Array.from({ length: 200 }, (_, index) => index * 36),
      );
      assert.ok(words.length >= 1 && words.length < 10, `${words.length} words`);
      for (const { level, text } of words) {
        assert.is(level, "W");
        assert.match(text, /^\d+ lines older than the server keeps \(\d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d\), /);
        assert.match(text, /, (?:kept in .*quarantine\.jsonl|counted only): .*retention policy/);
      }
      spool.close();
      quarantine.close();
      const kept = words.filter(({ text }) => text.includes("kept in"));
      assert.is(kept.length, 0, "there are more than a thousand in each request");
      assert.is(readFileSync(path, { encoding: "utf8", flag: "a+" }), "");
    }));
});
