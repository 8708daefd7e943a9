import * as assert from "uvu/assert";
import { createDatabase, influxdb } from "../kit/influxdb.ts";
import { requireProgram } from "../kit/require.ts";
import { startServer, type TestServer } from "../kit/server.ts";
import { describe } from "../kit/suite.ts";
import { pointsInInflux, pointsOf } from "../whole/points.ts";
import { Evidence, linesOf, runBeside, sample } from "./shipping.ts";

const windows = "fixtures/windows/stories/crash-behind-a-shutdown-that-was-asked-for.xml";

/** What is sent, and the measurement that it becomes. */
const shapes = [
  ["a summary", [sample, "--as", "summary", "--top", "3", "--host", "web1"], "logon_count", 10],
  ["events of Windows", [windows], "logon_event", 9],
  ["sessions of Windows", [windows, "--as", "sessions"], "logon_history", 3],
  ["people on Windows", ["fixtures/windows/events/w*", "--people"], "logon_event", 3],
] as const;

describe("what read --to influx sends besides logs of Unix", (test) => {
  const influxd = requireProgram("influxd", "summaries and events of Windows in a real InfluxDB");
  const evidence = new Evidence();
  let influx: TestServer | undefined;
  test.before(async () => {
    if (influxd !== undefined) influx = await startServer(influxdb(influxd));
  });
  test.after(async () => {
    await influx?.stop();
    evidence.remove();
  });

  shapes.forEach(([what, args, measurement, least], index) => {
    test(`${what}: InfluxDB has the points of the lines, and sending them again changes nothing`, async () => {
      if (influx === undefined) return;
      const database = `shape${index}`;
      await createDatabase(influx.url, database);
      const expected = pointsOf(linesOf(...args));
      assert.ok(expected.length >= least, `${expected.length}`);
      assert.ok(
        expected.every((point) => point.startsWith(`${measurement} `)),
        "one measurement",
      );
      for (let round = 0; round < 2; round++) {
        const run = await runBeside(["read", ...args, ...evidence.to(influx.url, "--influx-database", database)]);
        assert.equal([run.status, run.stdout], [0, ""], run.stderr);
        assert.match(run.stderr, new RegExp(`: ${expected.length} lines delivered\n$`));
        assert.equal(await pointsInInflux(influx.url, database, measurement), expected);
        assert.equal(evidence.places(), []);
      }
    });
  });
});
