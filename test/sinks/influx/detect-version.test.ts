import * as assert from "uvu/assert";
import type { InfluxTarget } from "../../../src/sinks/influx/target.ts";
import { type Reply, type ScriptedServer, startScripted, type Taken } from "../../kit/scripted-http.ts";
import { describe } from "../../kit/suite.ts";
import { linesOf, targetOf, withSink } from "./sink-kit.ts";

const line = "logon_event,username=alice count=1i 1";
const page: Reply = { status: 404, body: "404 page not found" };

type Pages = Readonly<Record<string, Reply>>;
const told = (version: string, build = "OSS"): Readonly<Record<string, string>> => ({
  "X-Influxdb-Version": version,
  "X-Influxdb-Build": build,
});

//  What the servers answer: 1.6.7 and VictoriaMetrics 1.79 as measured, the others as they are documented.
const servers: readonly (readonly [string, Pages, Partial<InfluxTarget>, string, string])[] = [
  ["InfluxDB 1.6.7", { "/ping": { headers: told("1.6.7~rc0") } }, {}, "InfluxDB 1.6.7", "/write?db=logins&"],
  ["InfluxDB 1.8.10", { "/ping": { headers: told("1.8.10") } }, {}, "InfluxDB 1.8.10", "/write?db=logins&"],
  [
    "InfluxDB 1.x that wants a login for /ping",
    { "/ping": { status: 401, headers: told("1.8.10") } },
    {},
    "InfluxDB 1.8.10",
    "/write?",
  ],
  [
    "InfluxDB 2.7",
    { "/ping": { headers: told("v2.7.1") } },
    { org: "o", bucket: "b" },
    "InfluxDB 2.7.1",
    "/api/v2/write?org=o&",
  ],
  [
    "InfluxDB 2.7 behind something that drops headers",
    { "/health": { status: 200, body: '{"name":"influxdb", "version": "v2.7.1"}' } },
    { org: "o", bucket: "b" },
    "InfluxDB 2.7.1",
    "/api/v2/write?org=o&",
  ],
  [
    "InfluxDB 3 Core",
    { "/ping": { status: 200, headers: told("3.2.1", "Core"), body: '{"version":"3.2.1"}' } },
    {},
    "InfluxDB 3.2.1",
    "/api/v3/write_lp?db=logins&",
  ],
  [
    "InfluxDB 3 without headers",
    { "/ping": { status: 200, body: '{"version":"3.0.1","revision":"x"}' }, "/health": { status: 200, body: "OK" } },
    {},
    "InfluxDB 3.0.1",
    "/api/v3/write_lp?",
  ],
  [
    "VictoriaMetrics 1.79",
    { "/ping": { headers: { "X-Server-Hostname": "x" } }, "/health": { status: 200, body: "OK" } },
    {},
    "VictoriaMetrics",
    "/write?db=logins&",
  ],
  [
    "VictoriaMetrics that stands in for 1.8",
    { "/ping": { headers: { "X-Influxdb-Version": "1.8.0" } }, "/health": { status: 200, body: "OK\n" } },
    {},
    "VictoriaMetrics",
    "/write?db=logins&",
  ],
  ["something else, for a database", {}, {}, "a server for line protocol", "/write?db=logins&"],
  [
    "something else, for a bucket",
    {},
    { database: undefined, bucket: "b", org: "o" } as never,
    "a server for line protocol",
    "/api/v2/write?org=o&",
  ],
  [
    "something that lets nobody ping",
    { "/ping": { status: 403 }, "/health": { status: 403 } },
    {},
    "a server for line protocol",
    "/write?",
  ],
];

describe("which server it is", (test) => {
  let server: ScriptedServer;
  let play: (taken: Taken) => Reply = () => ({});
  test.before(async () => {
    server = await startScripted((taken) => play(taken));
  });
  test.after(() => server.stop());

  const pages = (of: Pages) => (taken: Taken) => (taken.method === "POST" ? {} : (of[taken.path] ?? page));

  for (const [name, of, more, product, path] of servers) {
    test(`${name} is told apart by its answers, once`, async () => {
      play = pages(of);
      const from = server.requests.length;
      await withSink(targetOf(server.url, { version: "auto", token: "t", ...more }), async (sink) => {
        assert.ok(sink.name.startsWith(`InfluxDB at ${server.url}`));
        for (let count = 0; count < 2; count += 1) assert.is((await sink.write(linesOf(line))).kind, "stored");
        assert.ok(sink.name.startsWith(`${product} at ${server.url}`), sink.name);
      });
      const requests = server.requests.slice(from);
      assert.ok(requests.at(-1)?.path.startsWith(path), requests.at(-1)?.path);
      assert.is(requests.filter((request) => request.path === "/ping").length, 1);
      assert.ok(requests.every(({ headers }) => headers.authorization !== undefined));
    });
  }

  const silent: readonly (readonly [Reply, string])[] = [
    [{ status: 401 }, "configuration"],
    [{ status: 503, headers: { "Retry-After": "5" } }, "trouble"],
    [{ status: 500 }, "trouble"],
    [{ how: "reset" }, "trouble"],
  ];
  for (const [reply, nature] of silent) {
    test(`is not guessed after ${reply.how ?? reply.status}, and asked again`, async () => {
      play = () => reply;
      await withSink(targetOf(server.url, { version: "auto" }), async (sink) => {
        const outcome = await sink.write(linesOf(line));
        if (outcome.kind !== "later") throw new Error(outcome.kind);
        assert.equal([outcome.nature, outcome.rest], [nature, linesOf(line)]);
        play = pages({ "/ping": { headers: told("1.6.7") } });
        assert.is((await sink.write(linesOf(line))).kind, "stored");
      });
    });
  }

  test("is asked again when its place to write is gone", async () => {
    play = pages({ "/ping": { headers: told("1.8.10") } });
    await withSink(targetOf(server.url, { version: "auto", bucket: "b", org: "o" }), async (sink) => {
      assert.is((await sink.write(linesOf(line))).kind, "stored");
      play = (taken) => {
        if (taken.path === "/ping") return { headers: told("v2.7.1") };
        return taken.path.startsWith("/api/v2/write") ? {} : page;
      };
      assert.is((await sink.write(linesOf(line))).kind, "later");
      assert.is((await sink.write(linesOf(line))).kind, "stored");
      assert.match(sink.name, "InfluxDB 2.7.1");
    });
  });

  test("is asked again when something before it had answered in its place", async () => {
    play = ({ path }) => (path.startsWith("/write") ? { status: 401 } : { status: 403 });
    await withSink(targetOf(server.url, { version: "auto", token: "t" }), async (sink) => {
      assert.is((await sink.write(linesOf(line))).kind, "later");
      play = ({ path, headers }) => {
        if (path === "/ping") return { headers: told("3.2.1") };
        return headers.authorization === "Bearer t" ? {} : { status: 401 };
      };
      assert.is((await sink.write(linesOf(line))).kind, "stored");
    });
  });
});
