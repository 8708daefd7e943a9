import * as assert from "uvu/assert";
import { openInflux } from "../../../src/sinks/influx/open.ts";
import type { InfluxTarget } from "../../../src/sinks/influx/target.ts";
import { type Certificates, makeCertificates, type Pair } from "../../kit/certificates.ts";
import { requireProgram } from "../../kit/require.ts";
import { type ScriptedServer, startScripted } from "../../kit/scripted-http.ts";
import { describe } from "../../kit/suite.ts";
import { linesOf, targetOf, withSink, writeTo } from "./sink-kit.ts";

const line = "logon_event,username=alice count=1i 1";

const openssl = requireProgram("openssl", "secure connections with certificates made for the test");
if (openssl !== undefined) {
  describe("a secure connection", (test) => {
    let made: Certificates;
    const servers: ScriptedServer[] = [];
    test.before(() => {
      made = makeCertificates(openssl);
    });
    test.after(async () => {
      for (const server of servers) await server.stop();
    });

    const start = async (pair: Pair, more: object = {}): Promise<ScriptedServer> => {
      const server = await startScripted(() => ({}), { ...pair, ...more });
      servers.push(server);
      return server;
    };
    const write = (url: string, tls: InfluxTarget["tls"]) => writeTo(targetOf(url, { tls }), line);
    const refused = async (url: string, tls: InfluxTarget["tls"], words: RegExp): Promise<void> => {
      const outcome = await write(url, tls);
      if (outcome.kind !== "later") throw new Error(outcome.kind);
      assert.is(outcome.nature, "configuration", outcome.reason);
      assert.match(outcome.reason, words);
      assert.is(outcome.lines, 1);
    };

    test("is made with the CA that is given, by address and by name, and kept", async () => {
      const server = await start(made.server);
      for (const url of [server.url, `https://localhost:${server.port}`]) {
        await withSink(targetOf(url, { tls: { ca: made.ca } }), async (sink) => {
          for (let count = 0; count < 3; count += 1) assert.is((await sink.write(linesOf(line))).kind, "stored");
        });
      }
      assert.equal(
        server.requests.map(({ connection }) => connection),
        [1, 1, 1, 2, 2, 2],
      );
    });

    test("is not made with an unknown CA, nor with another one of the same name", async () => {
      const server = await start(made.server);
      await refused(server.url, {}, /--influx-ca-file/);
      await refused(server.url, { ca: made.strangeCa }, /not trusted here.*--influx-ca-file|--influx-ca-file/);
      assert.is(server.requests.length, 0);
    });

    test("is not made to another host, nor with a certificate that has ended", async () => {
      const other = await start(made.otherHost);
      const old = await start(made.expired);
      await refused(other.url, { ca: made.ca }, /another host/);
      await refused(old.url, { ca: made.ca }, /not valid now/);
      assert.equal([other.requests.length, old.requests.length], [0, 0]);
    });

    test("is checked although the environment says that nothing should be", async () => {
      const server = await start(made.server);
      const { NODE_TLS_REJECT_UNAUTHORIZED: before } = process.env;
      const warn = process.emitWarning;
      process.emitWarning = () => undefined;
      process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
      try {
        await refused(server.url, {}, /--influx-ca-file/);
      } finally {
        if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
        else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
        process.emitWarning = warn;
      }
    });

    test("shows a client's certificate to a server that wants one", async () => {
      const server = await start(made.server, { requestCert: true, rejectUnauthorized: true, ca: made.ca });
      const { cert: certificate, key } = made.client;
      assert.is((await write(server.url, { ca: made.ca, certificate, key })).kind, "stored");
      await refused(server.url, { ca: made.ca }, /refuses the secure connection.*--influx-certificate-file/);
    });

    test("to a server that speaks in the clear, and a clear one to a secure server, name the option", async () => {
      const clear = await startScripted(() => ({}));
      servers.push(clear);
      await refused(clear.url.replace("http:", "https:"), { ca: made.ca }, /--influx-url/);
    });

    test("cannot begin with files that are none", () => {
      const open = (tls: InfluxTarget["tls"]) => () => openInflux(targetOf("https://127.0.0.1:1", { tls }));
      const { cert: certificate, key } = made.client;
      assert.throws(open({ ca: "rubbish" }), /--influx-ca-file: no certificate can be read/);
      assert.throws(
        open({ ca: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" }),
        /--influx-ca-file: no certificate can be read/,
      );
      assert.throws(open({ certificate }), /--influx-key-file: a certificate and its key go together/);
      assert.throws(open({ key }), /--influx-certificate-file: a certificate and its key go together/);
      assert.throws(open({ certificate: "x", key }), /--influx-certificate-file: certificate and key cannot be used/);
      assert.throws(open({ certificate, key: made.server.key }), /cannot be used/);
      open({ ca: made.ca + made.strangeCa, certificate, key })().close();
    });
  });
}
