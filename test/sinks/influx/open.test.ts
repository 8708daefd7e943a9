import * as assert from "uvu/assert";
import { openInflux } from "../../../src/sinks/influx/open.ts";
import type { InfluxTarget } from "../../../src/sinks/influx/target.ts";
import { type Reply, type ScriptedServer, startScripted, type Taken } from "../../kit/scripted-http.ts";
import { describe } from "../../kit/suite.ts";
import { linesOf, targetOf, withSink, writeTo } from "./sink-kit.ts";

const line = "logon_event,username=alice count=1i 1";

describe("a sink for InfluxDB", (test) => {
  let server: ScriptedServer;
  let play: (taken: Taken) => Reply = () => ({});
  test.before(async () => {
    server = await startScripted((taken) => play(taken));
  });
  test.after(() => server.stop());

  /** Writes one line to a server that plays like this, and gives the outcome with the last request. */
  const written = async (reply: Reply | ((taken: Taken) => Reply), more: Partial<InfluxTarget> = {}) => {
    play = typeof reply === "function" ? reply : () => reply;
    const outcome = await writeTo(targetOf(server.url, more), line);
    return { outcome, request: server.requests.at(-1) };
  };

  const dialects: readonly (readonly [string, Partial<InfluxTarget>, string, string | undefined])[] = [
    [
      "1.x",
      { retentionPolicy: "short term", user: "u", password: "p:é" },
      "/write?db=logins&rp=short%20term&precision=ns",
      `Basic ${btoa("u:p:Ã©")}`,
    ],
    [
      "1.x, with a bucket alone",
      { database: undefined, bucket: "b/rp", token: "u:p" } as never,
      "/api/v2/write?bucket=b%2Frp&precision=ns",
      "Token u:p",
    ],
    [
      "2.x",
      { version: "2", org: "o&o", bucket: "b", token: "t" },
      "/api/v2/write?org=o%26o&bucket=b&precision=ns",
      "Token t",
    ],
    [
      "2.x, with a database alone",
      { version: "2", user: "u", password: "t" },
      "/write?db=logins&precision=ns",
      `Basic ${btoa("u:t")}`,
    ],
    [
      "3",
      { version: "3", token: "t" },
      "/api/v3/write_lp?db=logins&precision=nanosecond&accept_partial=true",
      "Bearer t",
    ],
    [
      "VictoriaMetrics",
      { version: "victoria-metrics", user: "u" },
      "/write?db=logins&precision=ns",
      `Basic ${btoa("u:")}`,
    ],
    [
      "VictoriaMetrics without a label",
      { version: "victoria-metrics", database: undefined } as never,
      "/write?precision=ns",
      undefined,
    ],
  ];
  for (const [name, more, path, login] of dialects) {
    test(`speaks to ${name} as that wants it`, async () => {
      const { outcome, request } = await written({}, more);
      assert.equal([outcome.kind, outcome.lines, outcome.refused], ["stored", 1, []]);
      assert.equal([request?.method, request?.path, request?.headers.authorization], ["POST", path, login]);
      assert.is(request?.text, `${line}\n`);
      assert.is(request?.headers["user-agent"], "whoflux");
    });
  }

  test("puts the path of the address before the path of the API", async () => {
    play = () => ({});
    for (const end of ["/metrics/influx", "/metrics/influx/", "/metrics/influx/api/v2"]) {
      await writeTo(targetOf(server.url + end), line);
      assert.is(server.requests.at(-1)?.path, "/metrics/influx/write?db=logins&precision=ns");
    }
  });

  test("compresses what is worth it, and only when told so", async () => {
    play = () => ({});
    const lines = Array.from({ length: 500 }, (_, index) => `m,t=${index} v="${"é".repeat(20)}" ${index}`);
    for (const compression of ["gzip", "none"] as const) {
      await writeTo(targetOf(server.url, { compression }), ...lines);
      const request = server.requests.at(-1);
      assert.equal(request?.lines, lines);
      assert.is(request?.headers["content-encoding"], compression === "gzip" ? "gzip" : undefined);
    }
    await writeTo(targetOf(server.url, { compression: "gzip" }), line);
    assert.is(server.requests.at(-1)?.headers["content-encoding"], undefined);
  });

  test("sends nothing for nothing", async () => {
    const count = server.requests.length;
    assert.equal(await writeTo(targetOf(server.url)), { kind: "stored", lines: 0, refused: [] });
    assert.is(server.requests.length, count);
  });

  test("keeps secrets out of its name and its sentences", async () => {
    const url = server.url.replace("http://", "http://admin:hunter2@");
    play = () => ({ status: 401 });
    const outcome = await withSink(
      targetOf(`${url}/?token=hunter2`, { token: "hunter2", password: "hunter2" }),
      async (sink) => {
        assert.is(sink.name, `InfluxDB 1.x at ${server.url}, database logins`);
        return sink.write(linesOf(line));
      },
    );
    assert.not.match(JSON.stringify(outcome), "hunter2");
  });

  test("a token that no header can carry is said, and keeps the lines", async () => {
    const { outcome } = await written({}, { version: "2", bucket: "b", token: "a\nb" });
    if (outcome.kind !== "later") throw new Error(outcome.kind);
    assert.equal([outcome.nature, outcome.lines], ["configuration", 1]);
    assert.match(outcome.reason, "--influx-token-file");
  });

  test("a name that is missing is said without a request", async () => {
    const count = server.requests.length;
    const { database: _, ...target } = targetOf(server.url);
    for (const [version, option] of [
      ["1", "--influx-database"],
      ["2", "--influx-bucket"],
      ["3", "--influx-database"],
    ] as const) {
      const outcome = await writeTo({ ...target, version }, line);
      if (outcome.kind !== "later") throw new Error(outcome.kind);
      assert.is(outcome.nature, "configuration");
      assert.match(outcome.reason, option);
    }
    assert.is(server.requests.length, count);
  });

  test("no address, and no sink", () => {
    for (const url of ["localhost:8086", "ftp://x", "", "/var/run/x.sock", "http://"])
      assert.throws(() => openInflux(targetOf(url)), /--influx-url: not the address of a server/);
  });

  test("a host that nobody has, and a port where nobody listens, are trouble", async () => {
    for (const url of ["http://nobody.invalid:8086", "http://127.0.0.1:1"]) {
      const outcome = await writeTo(targetOf(url), line);
      assert.equal([outcome.kind, outcome.kind === "later" && outcome.nature], ["later", "trouble"]);
    }
  });
});
