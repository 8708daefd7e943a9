import { gzipSync } from "node:zlib";
import * as assert from "uvu/assert";
import { type Run, type RunOptions, whoflux } from "../../kit/cli.ts";
import { parseLineProtocol } from "../../kit/line-protocol.ts";
import { describe } from "../../kit/suite.ts";
import { type PlainEvent, toJson, toXml } from "../events/event-writer.ts";
import { document, logon, morning, security, target, withFiles } from "./scene.ts";
import { pick, type Row, read, rowsOf } from "./telling.ts";

describe("read, of Windows events", (test) => {
  test("gives events, in the order of their times, unless asked otherwise", async () => {
    const rows = rowsOf(await read([]));
    assert.equal(pick(rows, "action", "username", "line", "event_id"), [
      ["boot", undefined, undefined, 4608],
      ["login", "WS1$", undefined, 4624],
      ["login", "alice", undefined, 4625],
      ["login", "Alice", undefined, 4624],
      ["lock", "Alice", undefined, 4800],
      ["unlock", "Alice", undefined, 4801],
      ["login", "bob", undefined, 4624],
      ["disconnect", "Alice", "rdp-tcp#0", 4779],
      ["reconnect", "Alice", "rdp-tcp#1", 4778],
      ["logout", "Alice", "rdp-tcp#1", 4647],
    ]);
    assert.ok(rows.every(({ host }) => host === "ws1.corp.example"));
  });

  test("gives sessions where they end, and behind them those that are open", async () => {
    assert.equal(
      pick(rowsOf(await read(["--as", "sessions"])), "username", "state", "logon_type", "duration_s", "src_ip"),
      [
        ["Alice", "ended", "RemoteInteractive", 2910, "192.0.2.10"],
        ["WS1$", undefined, "Service", undefined, undefined],
        ["bob", undefined, "Network", undefined, "198.51.100.7"],
      ],
    );
  });

  test("leaves out what is nobody's with --people, and says how much", async () => {
    for (const [shape, left] of [
      ["events", 9],
      ["sessions", 2],
    ] as const) {
      const run = await read(["--people", "--as", shape]);
      const rows = rowsOf(run);
      assert.is(rows.length, left);
      assert.ok(rows.every(({ username }) => username !== "WS1$"));
      assert.is(run.stderr, `whoflux: 1 ${shape.slice(0, -1)} of services, computers and the system left out\n`);
    }
  });

  test("says of events that only add to logins that no login is missing", async () => {
    const run = await read([], [security(5, 4672, { SubjectUserSid: "S-1-5-21-1-2-3-9", SubjectLogonId: "0x99" })]);
    assert.match(
      run.stderr,
      /^whoflux: 1 event left out with details of logins .* every login that they tell is there$/m,
    );
  });

  test("shows every action whole in a table", async () => {
    const { data } = security(0, 4803, { ...target("alice", "0x512d1"), SessionId: "2" });
    const off = [security(5, 4803, Object.fromEntries(data))];
    assert.match((await read(["-f", "table"], off)).stdout, /^TIME.*\n2025-03-01 08:00:05 +screensaver_off /);
  });

  test("keeps a log in the order of its records when the clock was set back", async () => {
    const alice = target("alice", "0x512d1");
    const rows = rowsOf(
      await read(
        [],
        [
          { ...security(7200, 4624, logon(alice, 2)), record: 1n },
          { ...security(3600, 4800, { ...alice, SessionId: "1" }), record: 2n },
          { ...security(3700, 4647, alice), record: 3n },
        ],
      ),
    );
    assert.equal(pick(rows, "action", "login_time"), [
      ["login", undefined],
      ["lock", rows[0]?.time],
      ["logout", rows[0]?.time],
    ]);
  });

  test("puts --host in the place of the computer that events name", async () => {
    const rows = rowsOf(await read(["--host", "evidence-7"]));
    assert.ok(rows.length > 0 && rows.every(({ host }) => host === "evidence-7"));
    const points = parseLineProtocol((await read(["--host", "evidence-7", "-f", "line-protocol"])).stdout);
    assert.ok(points.every(({ tags }) => tags.get("host") === "evidence-7"));
    assert.is(points.length, rows.length);
  });

  test("chooses by user in any case, by domain, address, line and time", async () => {
    const count = async (...args: readonly string[]): Promise<number> => rowsOf(await read(args)).length;
    assert.is(await count("--user", "alice"), 7);
    assert.is(await count("--user", "CORP\\\\B*"), 1);
    assert.is(await count("--user", "OTHER\\\\*"), 0);
    assert.is(await count("--from", "198.51.100.0/24"), 1);
    assert.is(await count("--from", "tablet"), 2);
    assert.is(await count("--line", "rdp-tcp#1"), 2);
    assert.is(await count("--until", "2025-03-01T08:01:00Z"), 3);
    assert.is(await count("--as", "sessions", "--since", "2025-03-01T09:00Z"), 2);
  });

  test("reads a pipe that is said to hold events", () => {
    const run = (input: NonNullable<RunOptions["input"]>): readonly Row[] =>
      rowsOf(whoflux(["read", "-", "--layout", "windows-events"], { input }));
    assert.is(run(document(morning)).length, 10);
    assert.is(run(Buffer.from(`\ufeff${document(morning)}`, "utf16le")).length, 10);
  });

  test("reads the same from a document, lines of XML, JSON Lines and a compressed file", async () => {
    const files = {
      "a.xml": document(morning),
      "b.xml": morning.map((event) => toXml(event)).join("\r\n"),
      "c.jsonl": `${morning.map(toJson).join("\n")}\n`,
      "d.ndjson.gz": gzipSync(morning.map((event) => JSON.stringify(toXml(event))).join("\n")),
    };
    await withFiles(files, (folder) => {
      const texts = Object.keys(files).map((name) => whoflux(["read", `${folder}/${name}`]));
      for (const { status, stdout, stderr } of texts) assert.equal([status, stderr, stdout], [0, "", texts[0]?.stdout]);
      assert.is(rowsOf(texts[0] as Run).length, 10);
    });
  });

  test("reads several files as one history, whatever their order, and an event in two of them once", async () => {
    const [early, late] = [morning.slice(0, 7), morning.slice(5)];
    await withFiles({ "1.xml": document(late), "2.xml": document(early) }, async (folder) => {
      const run = whoflux(["read", "--as", "sessions", `${folder}/1.xml`, `${folder}/2.xml`]);
      assert.is(run.stdout, (await read(["--as", "sessions"])).stdout);
      assert.match(run.stderr, /2 events read more than once, told once/);
    });
  });

  test("gives every point a key of its own, also at one moment", async () => {
    const burst = Array.from({ length: 50 }, (_, number): PlainEvent => {
      const event = security(5, 4625, { ...target("alice", "0x0", "S-1-0-0"), LogonType: "3", Status: "0xc000006d" });
      return { ...event, record: BigInt(5000 + number) };
    });
    const points = parseLineProtocol((await read(["-f", "line-protocol"], burst)).stdout);
    const count = points.reduce((sum, { fields }) => sum + Number(fields.get("count") ?? 1n), 0);
    assert.is(count, 50);
    const keys = points.map(({ tags, timestamp }) => `${timestamp} ${JSON.stringify([...tags])}`);
    assert.is(new Set(keys).size, points.length);
  });
});
