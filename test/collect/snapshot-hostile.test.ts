import fc from "fast-check";
import * as assert from "uvu/assert";
import { WHOLE_LINE } from "../../src/collect/cut-to-fit.ts";
import { escapeText } from "../../src/model/escape.ts";
import type { LiveSession } from "../../src/sources/live-session.ts";
import { bytesOf, cellBytes, hostileTexts } from "../kit/hostile.ts";
import { identityOf } from "../kit/line-protocol.ts";
import { describe } from "../kit/suite.ts";
import { parseAll } from "../kit/telegraf-parser.ts";
import { health, NOW, pointsOf, session, textOf } from "./snapshots.ts";

const hostileSession = fc.record({
  username: cellBytes,
  line: cellBytes,
  src_host: cellBytes,
  service: cellBytes,
  session: cellBytes,
  domain: fc.oneof(fc.constant(new Uint8Array()), cellBytes),
  login_time: fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }),
  pid: fc.integer(),
  state: fc.constantFrom("active", "idle", "closing"),
});

describe("hostile sessions", (test) => {
  test("break no line, forge no row and hide no other", () => {
    for (const [name, text] of hostileTexts) {
      const cell = bytesOf(text);
      const hostile = session({ username: cell, src_host: cell });
      const points = pointsOf(
        textOf([session(), hostile, session({ line: "tty1", username: "bob" })]),
        "logon_session",
      );
      assert.equal(
        points.map(({ tags }) => tags.get("username")),
        ["alice", escapeText(cell), "bob"],
        name,
      );
      assert.is(points[1]?.fields.get("src_host"), escapeText(cell), name);
    }
  });

  test("are one valid point each, different from all others, and the same for Telegraf", () => {
    fc.assert(
      fc.property(fc.array(hostileSession, { maxLength: 8 }), (cells) => {
        const text = textOf(
          cells.map((cell) => session(cell as Partial<LiveSession>)),
          { include: "all" },
        );
        const points = pointsOf(text, "logon_session");
        assert.is(points.length, cells.length);
        assert.is(new Set(points.map(identityOf)).size, cells.length);
        const metrics = parseAll(text).filter(({ name }) => name === "logon_session");
        assert.equal(
          metrics.map(({ tags, fields, time }) => [tags, fields, time]),
          points.map(({ tags, fields, timestamp }) => [
            Object.fromEntries(tags),
            Object.fromEntries(fields),
            timestamp,
          ]),
        );
      }),
    );
  });

  test("never make a line longer than a pipe takes in one piece", () => {
    for (const part of ["\x1b", "\\", "\u202e", '"', ",", " ", "a", "\u0085", "é"]) {
      const text = part.repeat(20_000);
      const cells = {
        username: text,
        line: text,
        src_host: text,
        session: text,
        service: text,
        domain: text,
        uid: text,
      };
      const written = textOf([session(cells)], { computer: "web1.example.org" });
      const [line = ""] = written.split("\n");
      assert.ok(Buffer.byteLength(line) < WHOLE_LINE, `${Buffer.byteLength(line)} bytes of ${part}`);
      assert.is(pointsOf(written, "logon_session").length, 1);
    }
  });

  test("nor does a source that says more than it should", () => {
    for (const part of ["\x1b", "\\", '"', "a"]) {
      const text = part.repeat(100_000);
      const failed = health({ source: "loginctl", status: "failed", path: text, layout: text, problem: text });
      const written = textOf([], { computer: "web1.example.org", parts: ["collector"] }, [failed]);
      assert.ok(Buffer.byteLength(written) < WHOLE_LINE, `${Buffer.byteLength(written)} bytes of ${part}`);
      const [point] = pointsOf(written, "logon_collector");
      assert.equal([point?.tags.get("source"), point?.fields.get("status")], ["loginctl", "failed"]);
    }
  });

  test("keep names that are long and harmless", () => {
    const username = "x".repeat(2000);
    const [point] = pointsOf(textOf([session({ username })]), "logon_session");
    assert.is(point?.tags.get("username"), username);
  });

  test("stay apart when they differ only where they are cut", () => {
    const user = "x".repeat(5000);
    const points = pointsOf(
      textOf([session({ username: `${user}1` }), session({ username: `${user}2` })]),
      "logon_session",
    );
    assert.is(new Set(points.map(identityOf)).size, 2);
  });

  test("are whole in JSON, however long their names are", () => {
    const username = "x".repeat(5000);
    const [line = ""] = textOf([session({ username })], { format: "jsonl", parts: ["sessions"] }).split("\n");
    assert.is(JSON.parse(line).username, username);
  });
});

describe("sessions that are alike", (test) => {
  const { line: _, ...bare } = session();

  test("get ordinals in their order, each kind of them from zero", () => {
    const alike: readonly LiveSession[] = [bare, { ...bare, username: "bob" }, bare, { ...bare, line: "" }, bare];
    const points = pointsOf(textOf(alike), "logon_session");
    assert.equal(
      points.map(({ tags }) => tags.get("ordinal")),
      [undefined, undefined, "1", "2", "3"],
    );
  });

  test("stay apart whatever their logins are: a snapshot has one moment", () => {
    const points = pointsOf(textOf([bare, { ...bare, login_time: NOW - 1n }]), "logon_session");
    assert.is(new Set(points.map(identityOf)).size, 2);
  });

  test("are told from sessions whose texts only look the same side by side", () => {
    const points = pointsOf(
      textOf([session({ line: "a", username: "bc" }), session({ line: "ab", username: "c" })]),
      "logon_session",
    );
    assert.equal(
      points.map(({ tags }) => tags.has("ordinal")),
      [false, false],
    );
  });

  test("are ten thousand different points, in a moment", () => {
    const many = Array.from({ length: 10_000 }, (_value, index) => ({ ...bare, pid: index, session: `ssh@${index}` }));
    const started = performance.now();
    const text = textOf(many);
    const milliseconds = performance.now() - started;
    const points = pointsOf(text, "logon_session");
    assert.is(new Set(points.map(identityOf)).size, 10_000);
    assert.is(pointsOf(text, "logon_summary")[0]?.fields.get("n_users"), 10_000n);
    assert.ok(milliseconds < 2000, `${milliseconds} ms`);
  });
});
