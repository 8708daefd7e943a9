import * as assert from "uvu/assert";
import type { InfluxTarget } from "../../../src/sinks/influx/target.ts";
import { influxdb } from "../../kit/influxdb.ts";
import { requireProgram } from "../../kit/require.ts";
import { startServer, type TestServer } from "../../kit/server.ts";
import { describe } from "../../kit/suite.ts";
import { targetOf, writeTo } from "./sink-kit.ts";

const influxd = requireProgram("influxd", "the sink with a real InfluxDB 1.x that wants a login");
if (influxd !== undefined) {
  describe("a sink with a real InfluxDB that wants a login", (test) => {
    let server: TestServer;
    const admin = { Authorization: `Basic ${btoa("admin:root")}` };
    test.before(async () => {
      server = await startServer(influxdb(influxd, { INFLUXDB_HTTP_AUTH_ENABLED: "true" }));
      const statements = [
        "CREATE USER admin WITH PASSWORD 'root' WITH ALL PRIVILEGES",
        "CREATE DATABASE logins",
        "CREATE USER writer WITH PASSWORD 'p:ß w'",
        "CREATE USER reader WITH PASSWORD 'r'",
        "GRANT WRITE ON logins TO writer",
        "GRANT READ ON logins TO reader",
      ];
      for (const [index, q] of statements.entries()) {
        const body = new URLSearchParams({ q });
        const answer = await fetch(`${server.url}/query`, {
          method: "POST",
          body,
          ...(index > 0 && { headers: admin }),
        });
        assert.is(answer.status, 200, await answer.text());
      }
    });
    test.after(() => server.stop());

    const write = (more: Partial<InfluxTarget>) =>
      writeTo(targetOf(server.url, { version: "auto", ...more }), `m v=1i 1700000000000000000`);

    test("takes lines of a user who may write", async () => {
      assert.is((await write({ user: "writer", password: "p:ß w" })).kind, "stored");
      const query = new URLSearchParams({ db: "logins", q: "SELECT v FROM m" });
      assert.match(await (await fetch(`${server.url}/query?${query}`, { headers: admin })).text(), '"v"');
    });

    const strangers: readonly (readonly [string, Partial<InfluxTarget>, RegExp])[] = [
      ["nobody", {}, /credentials/],
      ["a wrong password", { user: "writer", password: "secret" }, /credentials.*authorization failed/],
      ["an unknown user", { user: "stranger", password: "secret" }, /credentials/],
      ["a user who may only read", { user: "reader", password: "r" }, /not allow writing|right to write/],
      ["a token, which it does not know", { token: "secret" }, /credentials/],
    ];
    for (const [name, more, words] of strangers) {
      test(`keeps the lines of ${name}, and says why`, async () => {
        const outcome = await write(more);
        if (outcome.kind !== "later") throw new Error(outcome.kind);
        assert.equal([outcome.nature, outcome.lines], ["configuration", 1]);
        assert.match(outcome.reason, words);
        assert.not.match(outcome.reason, "secret");
      });
    }
  });
}
