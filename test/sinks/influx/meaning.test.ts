import * as assert from "uvu/assert";
import { visible } from "../../../src/model/visible.ts";
import type { InfluxTarget } from "../../../src/sinks/influx/target.ts";
import { type Reply, type ScriptedServer, startScripted, type Taken } from "../../kit/scripted-http.ts";
import { describe } from "../../kit/suite.ts";
import { linesOf, refusedIn, targetOf, writeTo } from "./sink-kit.ts";

const line = "logon_event,username=alice count=1i 1";

describe("what an answer means", (test) => {
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
    return { outcome };
  };

  const waits: readonly (readonly [Reply, string, number | undefined, RegExp])[] = [
    [{ status: 401 }, "configuration", undefined, /credentials.*--influx-user/],
    [{ status: 403, body: '{"code":"forbidden","message":"no rights"}' }, "configuration", undefined, /no rights/],
    [
      { status: 404, body: '{"error":"database not found: \\"logins\\""}' },
      "configuration",
      undefined,
      /CREATE DATABASE "logins"/,
    ],
    [
      { status: 404, body: '{"code":"not found","message":"bucket \\"b\\" not found"}' },
      "configuration",
      undefined,
      /--influx-bucket/,
    ],
    [{ status: 404, body: "404 page not found" }, "configuration", undefined, /--influx-version/],
    [{ status: 405 }, "configuration", undefined, /refuses the request/],
    [{ status: 407 }, "configuration", undefined, /--influx-proxy/],
    [
      { status: 301, headers: { Location: "https://u:secret@elsewhere/x?token=secret" } },
      "configuration",
      undefined,
      /Location https:\/\/elsewhere\/x/,
    ],
    [{ status: 429, headers: { "Retry-After": "7" } }, "trouble", 7000, /fewer requests/],
    [{ status: 503, headers: { "Retry-After": "999999" } }, "trouble", 3_600_000, /HTTP 503/],
    [
      {
        status: 503,
        headers: { Date: "Tue, 01 Jul 2025 10:00:00 GMT", "Retry-After": "Tue, 01 Jul 2025 10:02:00 GMT" },
      },
      "trouble",
      120_000,
      /HTTP 503/,
    ],
    [{ status: 404, headers: { "Retry-After": "3" } }, "trouble", 3000, /HTTP 404/],
    [{ status: 503 }, "trouble", undefined, /HTTP 503/],
    [{ status: 500, body: '{"error":"timeout"}' }, "trouble", undefined, /timeout/],
    [
      { status: 500, body: '{"error":"retention policy not found: x"}' },
      "configuration",
      undefined,
      /--influx-retention-policy/,
    ],
    [
      { status: 200, headers: { "Content-Type": "text/html" }, body: "<html>Sign in" },
      "configuration",
      undefined,
      /web page/,
    ],
    [{ status: 200, body: "<!doctype html>" }, "configuration", undefined, /web page/],
    [{ status: 200, body: "It works!" }, "configuration", undefined, /no InfluxDB .*It works!.*--influx-url/],
    [
      { status: 500, body: '{"error":"cannot keep m v=\\"hinted handoff queue not empty\\""}' },
      "trouble",
      undefined,
      /cannot keep/,
    ],
  ];
  for (const [reply, nature, retryAfter, words] of waits) {
    test(`keeps its lines at HTTP ${reply.status} ${reply.body ?? JSON.stringify(reply.headers ?? "")}`, async () => {
      const { outcome } = await written(reply);
      if (outcome.kind !== "later") throw new Error(outcome.kind);
      assert.equal([outcome.nature, outcome.retryAfter], [nature, retryAfter]);
      assert.match(outcome.reason, words);
      assert.match(outcome.reason, server.url);
      assert.not.match(outcome.reason, "secret");
      assert.equal([outcome.rest, outcome.lines, outcome.refused], [linesOf(line), 1, []]);
    });
  }

  test("takes 200 and 201 for what their bodies say", async () => {
    for (const reply of [
      { status: 200 },
      { status: 201, body: "" },
      { status: 202, body: "{}" },
      { status: 200, body: "OK" },
    ])
      assert.is((await written(reply)).outcome.kind, "stored", JSON.stringify(reply));
    const body = JSON.stringify({
      error: "partial write of line protocol occurred",
      data: [{ original_line: "logon_event,username", line_number: 1, error_message: "invalid column type" }],
    });
    const { outcome } = await written(({ lines }) => (lines.length > 0 ? { status: 201, body } : {}), { version: "3" });
    assert.equal([outcome.kind, outcome.lines, refusedIn(outcome)], ["stored", 0, [line]]);
    assert.equal(
      outcome.refused.map(({ nature, status, reason }) => [nature, status, reason]),
      [["poison", 201, "invalid column type"]],
    );
  });

  test("takes what a cluster keeps for another member as stored", async () => {
    const { outcome } = await written({ status: 500, body: '{"error":"write: hinted handoff queue not empty"}' });
    assert.is(outcome.kind, "stored");
  });

  test("says what a server says on one line, without what acts on a terminal, and not for ever", async () => {
    const { outcome } = await written({ status: 403, body: `\u001b[2J\n\u202e${"x".repeat(5000)}` });
    if (outcome.kind !== "later") throw new Error(outcome.kind);
    assert.is(outcome.reason, visible(outcome.reason));
    assert.ok(outcome.reason.length < 1000);
    const refused = await written(({ lines }) =>
      lines.length > 0 ? { status: 400, body: `\u001b${"y".repeat(5000)}` } : {},
    );
    assert.ok((refused.outcome.refused[0]?.reason ?? "").length < 500);
    assert.match(refused.outcome.refused[0]?.reason ?? "", "\\x1byyy");
  });
});
