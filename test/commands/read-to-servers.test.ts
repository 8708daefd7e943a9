import { statSync } from "node:fs";
import * as assert from "uvu/assert";
import { chanceOf } from "../kit/chance.ts";
import { createDatabase, influxdb } from "../kit/influxdb.ts";
import { seedOfRun } from "../kit/random.ts";
import { requireProgram } from "../kit/require.ts";
import { startServer, type TestServer } from "../kit/server.ts";
import { describe } from "../kit/suite.ts";
import { victoriaMetrics } from "../kit/victoria-metrics.ts";
import { pointsInInflux, pointsOf, samplesInVictoria, samplesOf } from "../whole/points.ts";
import { Evidence, linesOf, RestartingInfluxdb, runBeside, sample } from "./shipping.ts";

const evidence = new Evidence();

describe("read --to influx, and real servers", (test) => {
  const influxd = requireProgram("influxd", "history in a real InfluxDB");
  const victoria = requireProgram("victoria-metrics", "history in a real VictoriaMetrics");
  let influx: TestServer | undefined;
  let metrics: TestServer | undefined;

  test.before(async () => {
    if (influxd !== undefined) influx = await startServer(influxdb(influxd));
    if (victoria !== undefined) metrics = await startServer(victoriaMetrics(victoria));
  });
  test.after(async () => {
    await influx?.stop();
    await metrics?.stop();
    evidence.remove();
  });

  for (const [what, measurement] of [
    ["records", "logon_record"],
    ["events", "logon_event"],
    ["sessions", "logon_history"],
  ] as const) {
    test(`${what}: InfluxDB has the points of the lines, and sending them again changes nothing`, async () => {
      if (influx === undefined) return;
      await createDatabase(influx.url, what);
      const args = [sample, "--as", what, "--host", "web1"];
      const expected = pointsOf(linesOf(...args)).filter((point) => point.startsWith(`${measurement} `));
      assert.ok(expected.length > 50);
      for (let round = 0; round < 2; round++) {
        const run = await runBeside(["read", ...args, ...evidence.to(influx.url, "--influx-database", what)]);
        assert.equal([run.status, run.stdout], [0, ""], run.stderr);
        assert.match(run.stderr, new RegExp(`InfluxDB 1.*${what}: ${expected.length} lines delivered\n`));
        assert.equal(await pointsInInflux(influx.url, what, measurement), expected);
        assert.equal(evidence.places(), [], "what is complete has no place");
      }
    });
  }

  test("VictoriaMetrics has the samples of the lines, and sending them again changes nothing", async () => {
    if (metrics === undefined) return;
    const expected = [...new Set(samplesOf(linesOf(sample, "--as", "events")))];
    for (let round = 0; round < 2; round++) {
      const run = await runBeside(["read", sample, "--as", "events", ...evidence.to(metrics.url)]);
      assert.is(run.status, 0, run.stderr);
      assert.equal(await samplesInVictoria(metrics.url, "logon_event"), expected);
    }
  });

  test("killed at any moments and begun again, it ends with the points of the lines", async () => {
    if (influx === undefined) return;
    await createDatabase(influx.url, "killed");
    const seed = seedOfRun();
    const chance = chanceOf(seed);
    const args = ["read", evidence.big, ...evidence.to(influx.url, "--influx-database", "killed")];
    for (let round = 0; round < 12; round++) {
      await runBeside(args, (child) => void setTimeout(() => child.kill("SIGKILL"), chance.between(50, 1000)));
    }
    const run = await runBeside(args);
    assert.is(run.status, 0, run.stderr);
    assert.equal(
      await pointsInInflux(influx.url, "killed", "logon_record"),
      pointsOf(linesOf(evidence.big)),
      `SEED=${seed}`,
    );
  });

  test("a server that dies in the middle and comes back gets every line", async () => {
    if (influxd === undefined) return;
    const server = await RestartingInfluxdb.start(influxd);
    try {
      await createDatabase(server.url, "logins");
      let restarted: Promise<void> | undefined;
      const run = runBeside(
        ["read", evidence.big, ...evidence.to(server.url, "--influx-database", "logins")],
        (child) => {
          const timer = setInterval(async () => {
            if (restarted !== undefined || statSync(evidence.state).size === 0) return;
            restarted = server.kill().then(() => server.start());
          }, 700);
          child.on("close", () => clearInterval(timer));
        },
      );
      const { status, stderr } = await run;
      await restarted;
      assert.is(status, 0, stderr);
      assert.equal(await pointsInInflux(server.url, "logins", "logon_record"), pointsOf(linesOf(evidence.big)));
    } finally {
      await server.remove();
    }
  });
});
