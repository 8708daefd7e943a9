import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as assert from "uvu/assert";
import { type Reply, type ScriptedServer, startScripted } from "../../kit/scripted-http.ts";
import { describe } from "../../kit/suite.ts";
import { eventually, linesOf, targetOf, withSink, writeTo } from "./sink-kit.ts";

const line = "logon_event,username=alice count=1i 1";
const short = { timeout: 150 };

/** Runs a server that plays replies in order, the last one again and again. */
async function withServer(replies: readonly Reply[], use: (server: ScriptedServer) => Promise<void>): Promise<void> {
  const server = await startScripted((_, index) => replies[Math.min(index, replies.length - 1)] ?? {});
  try {
    await use(server);
  } finally {
    await server.stop();
  }
}

describe("a request", (test) => {
  const resources = (): number =>
    process.getActiveResourcesInfo().filter((name) => /TCP|Timeout|TLS/.test(name)).length;
  let before = 0;
  test.before(() => {
    before = resources();
  });
  test.after(() => eventually(`no more than ${before} open resources`, () => resources() <= before));

  const late: readonly (readonly [string, Reply])[] = [
    ["never answers", { how: "silent" }],
    ["answers later than the timeout", { wait: 400 }],
    ["dribbles a body for ever", { status: 400, how: "dribble" }],
    ["dribbles a body for ever behind a success", { status: 200, how: "dribble" }],
    ["sends 100 Continue and 103 Early Hints and no more", { raw: "HTTP/1.1 103 Early Hints\r\n\r\n", how: "silent" }],
  ];
  for (const [name, reply] of late) {
    test(`to a server that ${name} ends with its timeout, and its connection with it`, async () => {
      await withServer([reply], async (server) => {
        const outcome = await writeTo(targetOf(server.url, short), line);
        if (outcome.kind !== "later") throw new Error(outcome.kind);
        assert.is(outcome.nature, "trouble");
        assert.match(outcome.reason, "no whole answer in time");
        assert.match(outcome.reason, "150 ms");
        assert.equal(outcome.rest, linesOf(line));
        await eventually("no connection", () => server.open() === 0);
      });
    });
  }

  const broken: readonly (readonly [string, Reply])[] = [
    ["cuts the connection", { how: "reset" }],
    ["closes its half without an answer", { how: "half-closed" }],
    ["cuts the connection in the middle of the answer", { status: 400, body: "{", how: "half" }],
    [
      "switches to another protocol",
      { raw: "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n", how: "half-closed" },
    ],
  ];
  for (const [name, reply] of broken) {
    test(`to a server that ${name} is trouble that passes`, async () => {
      await withServer([reply], async (server) => {
        const outcome = await writeTo(targetOf(server.url), line);
        assert.equal([outcome.kind, outcome.kind === "later" && outcome.nature], ["later", "trouble"]);
      });
    });
  }

  test("to a server that speaks something else names the option", async () => {
    await withServer([{ raw: "SSH-2.0-OpenSSH_9\r\n", how: "half-closed" }], async (server) => {
      const outcome = await writeTo(targetOf(server.url), line);
      if (outcome.kind !== "later") throw new Error(outcome.kind);
      assert.is(outcome.nature, "configuration");
      assert.match(outcome.reason, "--influx-url");
    });
  });

  test("reads no more of an endless answer than its bound", async () => {
    await withServer([{ status: 500, how: "endless" }], async (server) => {
      const outcome = await writeTo(targetOf(server.url, { timeout: 20_000 }), line);
      if (outcome.kind !== "later") throw new Error(outcome.kind);
      assert.match(outcome.reason, "HTTP 500");
      assert.ok(outcome.reason.length < 1000);
      await eventually("no connection", () => server.open() === 0);
    });
  });

  test("takes an endless answer with status 200 for no success", async () => {
    await withServer([{ status: 200, how: "endless" }], async (server) => {
      assert.is((await writeTo(targetOf(server.url, { timeout: 20_000 }), line)).kind, "later");
    });
  });

  test("goes over the connection of the one before it", async () => {
    await withServer([{}], async (server) => {
      await withSink(targetOf(server.url), async (sink) => {
        for (let count = 0; count < 5; count += 1) await sink.write(linesOf(line));
      });
      assert.equal(
        server.requests.map(({ connection }) => connection),
        [1, 1, 1, 1, 1],
      );
      await eventually("no connection", () => server.open() === 0);
    });
  });

  test("goes out again at once when the connection was closed meanwhile", async () => {
    await withServer([{}, { how: "reset" }, {}], async (server) => {
      await withSink(targetOf(server.url), async (sink) => {
        await sink.write(linesOf(line));
        const outcome = await sink.write(linesOf(line));
        assert.is(outcome.kind, "stored");
      });
      assert.equal(
        server.requests.map(({ connection }) => connection),
        [1, 1, 2],
      );
    });
  });

  test("goes out again once only, and never on a new connection", async () => {
    await withServer([{}, { how: "reset" }], async (server) => {
      await withSink(targetOf(server.url), async (sink) => {
        await sink.write(linesOf(line));
        assert.is((await sink.write(linesOf(line))).kind, "later");
        assert.is(server.requests.length, 3);
        assert.is((await sink.write(linesOf(line))).kind, "later");
        assert.is(server.requests.length, 4);
      });
    });
  });

  test("survives idle connections that the server lets go", async () => {
    await withServer([{}], async (server) => {
      await withSink(targetOf(server.url), async (sink) => {
        for (let count = 0; count < 10; count += 1) {
          assert.is((await sink.write(linesOf(line))).kind, "stored");
          server.cut();
        }
      });
    });
  });

  test("that is under way when the sink is closed waits for another time", async () => {
    await withServer([{ how: "silent" }], async (server) => {
      const target = targetOf(server.url, { timeout: 60_000 });
      const outcome = await withSink(target, async (sink) => {
        const writing = sink.write(linesOf(line));
        await eventually("the request is there", () => server.requests.length === 1);
        sink.close();
        return writing;
      });
      if (outcome.kind !== "later") throw new Error(outcome.kind);
      assert.equal([outcome.nature, outcome.rest], ["trouble", linesOf(line)]);
      await eventually("no connection", () => server.open() === 0);
    });
  });

  test("after the sink was closed goes nowhere", async () => {
    await withServer([{}], async (server) => {
      const outcome = await withSink(targetOf(server.url), async (sink) => {
        sink.close();
        return sink.write(linesOf(line));
      });
      assert.is(outcome.kind, "later");
      assert.is(server.requests.length, 0);
    });
  });

  test("with an answer that comes before all of it was sent is answered all the same", async () => {
    const text = linesOf(
      ...Array.from({ length: 20_000 }, (_, index) => `m,t=${index} v="${"x".repeat(500)}" ${index}`),
    );
    const hasty = createServer((_, response) => void response.writeHead(403, { Connection: "close" }).end("no"));
    hasty.listen(0, "127.0.0.1");
    await once(hasty, "listening");
    try {
      const { port } = hasty.address() as AddressInfo;
      const outcome = await withSink(targetOf(`http://127.0.0.1:${port}`), (sink) => sink.write(text));
      if (outcome.kind !== "later") throw new Error(outcome.kind);
      // Where the answer is lost with the connection, it is trouble; never a success, and never the end of the process.
      assert.match(outcome.reason, /HTTP 403|the connection was cut/);
      assert.is(outcome.lines, 20_000);
    } finally {
      hasty.close();
      hasty.closeAllConnections();
    }
  });
});
