import * as assert from "uvu/assert";
import { escapeText } from "../../../src/model/escape.ts";
import { encodeText } from "../../kit/encoded.ts";
import { bytesOf, hostileTexts } from "../../kit/hostile.ts";
import { requireProgram } from "../../kit/require.ts";
import { startServer, type TestServer } from "../../kit/server.ts";
import { describe } from "../../kit/suite.ts";
import { exported, victoriaMetrics } from "../../kit/victoria-metrics.ts";
import { targetOf, withSink } from "./sink-kit.ts";

const START = 1_700_000_000_000_000n;
const SECOND = 1_000_000n;

const records = hostileTexts.flatMap(([, text], index) => {
  const cell = bytesOf(text);
  const time = START + BigInt(index * 2) * SECOND;
  return [
    { time, pid: index, user: cell, line: cell, host: cell },
    { time: time + SECOND, pid: 100_000 + index, user: "alice", line: "pts/0", host: "client" },
  ];
});

const program = requireProgram("victoria-metrics", "the sink with a real VictoriaMetrics");
if (program !== undefined) {
  describe("a sink with a real VictoriaMetrics", (test) => {
    let server: TestServer;
    test.before(async () => {
      server = await startServer(victoriaMetrics(program));
    });
    test.after(() => server.stop());

    for (const compression of ["gzip", "none"] as const) {
      test(`stores hostile tags as they were encoded, neighbours untouched, with compression ${compression}`, async () => {
        const database = `hostile-${compression}`;
        const text = new TextEncoder().encode(await encodeText("line-protocol", records));
        const { database: _, ...rest } = targetOf(server.url, { version: "auto", compression });
        await withSink({ ...rest, database }, async (sink) => {
          // Again, and with samples of a millisecond being one, nothing changes.
          for (let times = 0; times < 2; times += 1)
            assert.equal(await sink.write(text), { kind: "stored", lines: records.length, refused: [] });
          assert.is(sink.name, `VictoriaMetrics at ${server.url}, database ${database}`);
        });
        const series = await exported(server.url, `logon_record_pid{db="${database}"}`);
        for (const [index, [name, text]] of hostileTexts.entries()) {
          const shown = escapeText(text);
          const own = series.filter(({ values }) => values.includes(index)).map(({ metric }) => metric);
          assert.is(own.length, 1, name);
          assert.equal([own[0]?.username, own[0]?.line], [shown, shown], name);
        }
        assert.equal(
          series.filter(({ metric }) => metric.line === "pts/0").flatMap(({ values }) => values),
          hostileTexts.map((_, index) => 100_000 + index),
        );
        assert.is(series.flatMap(({ values }) => values).length, records.length);
      });
    }

    test("needs no database", async () => {
      const { database: _, ...target } = targetOf(server.url, { version: "auto" });
      const line = `whoflux_alone value=1i ${START}000`;
      await withSink(target, async (sink) => {
        assert.is((await sink.write(new TextEncoder().encode(`${line}\n`))).kind, "stored");
      });
      assert.equal(
        (await exported(server.url, "whoflux_alone_value")).map(({ metric, timestamps }) => [metric.db, timestamps]),
        [[undefined, [Number(START / 1000n)]]],
      );
    });
  });
}
