import * as assert from "uvu/assert";
import { openInflux } from "../../../src/sinks/influx/open.ts";
import type { InfluxTarget } from "../../../src/sinks/influx/target.ts";
import { type Certificates, makeCertificates } from "../../kit/certificates.ts";
import { requireProgram } from "../../kit/require.ts";
import { type ScriptedServer, startScripted } from "../../kit/scripted-http.ts";
import { describe } from "../../kit/suite.ts";
import { type ProxyManners, startProxy, type WebProxy } from "../../kit/web-proxy.ts";
import { eventually, linesOf, targetOf, withSink, writeTo } from "./sink-kit.ts";

const line = "logon_event,username=alice count=1i 1";
const login = "proxy user:p@ss:word";

/** The address of a proxy with the credentials above. */
const known = ({ port }: WebProxy): string => `http://proxy%20user:p%40ss%3Aword@127.0.0.1:${port}`;

async function withProxy(manners: ProxyManners, use: (proxy: WebProxy) => Promise<void>): Promise<void> {
  const proxy = await startProxy(manners);
  try {
    await use(proxy);
  } finally {
    await proxy.stop();
  }
}

describe("a web proxy before http", (test) => {
  let server: ScriptedServer;
  test.before(async () => {
    server = await startScripted(() => ({}));
  });
  test.after(() => server.stop());

  test("is asked for the whole address, with credentials that the server does not see", async () => {
    await withProxy({ login }, async (proxy) => {
      const outcome = await writeTo(targetOf(server.url, { proxy: known(proxy), user: "u", password: "p" }), line);
      assert.is(outcome.kind, "stored");
      assert.equal(proxy.asked, [{ line: `POST ${server.url}/write?db=logins&precision=ns`, login }]);
      const request = server.requests.at(-1);
      assert.equal(request?.lines, [line]);
      assert.is(request?.headers.host, `127.0.0.1:${server.port}`);
      assert.is(request?.headers.authorization, `Basic ${btoa("u:p")}`);
      assert.is(request?.headers["proxy-authorization"], undefined);
    });
  });

  test("that wants other credentials is named with its option, without them", async () => {
    await withProxy({ login: "other:one" }, async (proxy) => {
      const outcome = await writeTo(targetOf(server.url, { proxy: known(proxy) }), line);
      if (outcome.kind !== "later") throw new Error(outcome.kind);
      assert.is(outcome.nature, "configuration");
      assert.match(outcome.reason, "--influx-proxy");
      assert.not.match(outcome.reason, "p@ss");
    });
  });

  test("with credentials that are no URL is refused at once, without them", () => {
    for (const url of ["http://127.0.0.1:1", "https://127.0.0.1:1"])
      assert.throws(
        () => openInflux(targetOf(url, { proxy: "http://u:50%-secret@127.0.0.1:1" })),
        (error: Error) => error.message.startsWith("--influx-proxy") && !error.message.includes("secret"),
      );
    assert.throws(
      () => openInflux(targetOf("http://127.0.0.1:1", { proxy: "secret" })),
      /^(?!.*secret).*--influx-proxy/,
    );
  });
});

const openssl = requireProgram("openssl", "web proxies before secure servers");
if (openssl !== undefined) {
  describe("a web proxy before https", (test) => {
    let made: Certificates;
    let server: ScriptedServer;
    test.before(async () => {
      made = makeCertificates(openssl);
      server = await startScripted(() => ({}), made.server);
    });
    test.after(() => server.stop());

    const through = (proxy: WebProxy, more: Partial<InfluxTarget> = {}): InfluxTarget =>
      targetOf(server.url, { proxy: known(proxy), tls: { ca: made.ca }, token: "topsecret", version: "3", ...more });

    test("makes a tunnel, keeps it, and sees nothing of what goes through", async () => {
      await withProxy({ login }, async (proxy) => {
        await withSink(through(proxy), async (sink) => {
          for (let count = 0; count < 3; count += 1) assert.is((await sink.write(linesOf(line))).kind, "stored");
        });
        assert.equal(proxy.asked, [{ line: `CONNECT 127.0.0.1:${server.port}`, login }]);
        assert.is(server.requests.at(-1)?.headers.authorization, "Bearer topsecret");
        await eventually("no connection", () => proxy.open() === 0 && server.open() === 0);
      });
    });

    test("does not weaken the check of the server's certificate", async () => {
      await withProxy({ login }, async (proxy) => {
        const count = server.requests.length;
        for (const tls of [{}, { ca: made.strangeCa }]) {
          const outcome = await writeTo(through(proxy, { tls }), line);
          if (outcome.kind !== "later") throw new Error(outcome.kind);
          assert.is(outcome.nature, "configuration");
          assert.match(outcome.reason, "--influx-ca-file");
        }
        assert.is(server.requests.length, count);
      });
    });

    test("that refuses the tunnel is told from a server that refuses lines", async () => {
      await withProxy({ login: "other:one" }, async (proxy) => {
        const outcome = await writeTo(through(proxy), line);
        if (outcome.kind !== "later") throw new Error(outcome.kind);
        assert.is(outcome.nature, "configuration");
        assert.match(outcome.reason, /^the web proxy before InfluxDB.*HTTP 407.*--influx-proxy/);
      });
    });

    test("that says nothing ends with the timeout, and the connection to it too", async () => {
      await withProxy({ isSilent: true }, async (proxy) => {
        await withSink(through(proxy, { timeout: 150 }), async (sink) => {
          const outcome = await sink.write(linesOf(line));
          assert.equal([outcome.kind, outcome.kind === "later" && outcome.nature], ["later", "trouble"]);
          await eventually("no connection", () => proxy.open() === 0);
        });
      });
    });

    test("that is not there is trouble", async () => {
      const outcome = await writeTo(targetOf(server.url, { proxy: "http://127.0.0.1:1", tls: { ca: made.ca } }), line);
      assert.equal([outcome.kind, outcome.kind === "later" && outcome.nature], ["later", "trouble"]);
    });
  });
}
