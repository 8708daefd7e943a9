import * as assert from "uvu/assert";
import { compareGolden } from "../../kit/golden.ts";
import { identityOf, parseLineProtocol } from "../../kit/line-protocol.ts";
import { describe } from "../../kit/suite.ts";
import { parseAll } from "../../kit/telegraf-parser.ts";
import { rowsOf, sceneNames, sceneOf, snapshotOf, textOf } from "./scenes.ts";

const who = async (name: string): Promise<string[]> =>
  (await rowsOf(sceneOf(name))).map(({ username, line, state }) => `${username}@${line ?? ""} ${state ?? ""}`.trim());

describe("who is on a computer of Windows", (test) => {
  for (const name of sceneNames) {
    test(`${name}: people, all that is hidden, numbers, and what each source says of itself`, async () => {
      const scene = sceneOf(name);
      const parts = ["sessions", "summary", "collector"] as const;
      const texts = await Promise.all(
        parts.map((part) => textOf(scene, { format: "jsonl", parts: [part], include: "all" })),
      );
      compareGolden(`windows/sessions/${name}.jsonl`, texts.join(""));
      compareGolden(`windows/sessions/${name}.txt`, await textOf(scene, { format: "table", parts: ["sessions"] }));
    });

    test(`${name}: points that every reader takes, each its own`, async () => {
      for (const include of ["open", "all"] as const) {
        const text = await textOf(sceneOf(name), { include });
        const points = parseLineProtocol(text);
        assert.is(new Set(points.map(identityOf)).size, points.length);
        assert.equal(
          parseAll(text).map(({ tags, fields, time }) => [tags, fields, time]),
          points.map(({ tags, fields, timestamp }) => [
            Object.fromEntries(tags),
            Object.fromEntries(fields),
            timestamp,
          ]),
        );
      }
    });
  }

  test("an administrator that User Account Control splits in two is one person", async () => {
    assert.equal(await who("german-admin"), ["Käthe Brandt@console active"]);
    const [row] = await rowsOf(sceneOf("german-admin"));
    assert.equal([row?.logon_id, row?.linked_logon_id], ["0x4f1c2", "0x4f213"]);
    assert.is(row?.session, `0x4f1c2@${Date.parse("2026-01-05T06:58:00Z") / 1000}`);
  });

  test("who left a session open is listed, and who is locked out of it is told", async () => {
    assert.equal(await who("two-remote"), ["amelie@rdp-tcp#7 locked", "tobias@ disconnected", "amelie@"]);
  });

  test("leaked logons are counted, and not listed", async () => {
    assert.equal(await who("leaked"), ["amelie@rdp-tcp#12 active", "nightly@"]);
    const stale = (await rowsOf(sceneOf("leaked"), { include: "all" })).filter(({ state }) => state === "stale");
    assert.is(stale.length, 9);
    const [summary] = await rowsOf(sceneOf("leaked"), { parts: ["summary"] });
    assert.equal([summary?.n_users, summary?.n_stale], [2, 9]);
  });

  test("noise is listed under --all alone, and never counted", async () => {
    assert.equal(await who("noise"), ["operator@", "operator@console active"]);
    const all = await rowsOf(sceneOf("noise"), { include: "all" });
    assert.is(all.length, 30);
    for (const include of ["open", "all"] as const) {
      const [summary] = await rowsOf(sceneOf("noise"), { parts: ["summary"], include });
      assert.equal([summary?.n_users, summary?.n_unique_users], [2, 1], include);
    }
  });

  test("a session taken over keeps its logon type; its line, kind and address are those of now", async () => {
    const [row] = await rowsOf(sceneOf("takeover"));
    assert.equal(
      [row?.logon_type, row?.login_type, row?.kind, row?.line, row?.src_ip, row?.src_host],
      ["Interactive", "interactive", "rdp", "rdp-tcp#0", "203.0.113.5", "JUMP-1"],
    );
  });

  test("without PowerShell, quser tells who is there, and a nonsense idle time is none", async () => {
    assert.equal(await who("no-powershell"), ["amelie@rdp-tcp#7 active", "tobias@ disconnected"]);
    const rows = await rowsOf(sceneOf("no-powershell"));
    assert.equal(
      rows.map(({ session, idle_s }) => [session, idle_s]),
      [
        ["ts2@", 720],
        ["ts3@", undefined],
      ],
    );
  });

  test("a list that is not whole says so, with a cure", async () => {
    const { health } = await snapshotOf(sceneOf("not-elevated"));
    assert.equal(
      health.map(({ source, status, cure }) => [source, status, cure]),
      [
        ["cim", "partial", "run elevated, or as SYSTEM"],
        ["quser", "ok", undefined],
        ["wts", "ok", undefined],
      ],
    );
  });

  test("what an edition or a policy does not allow is missing, or not supported, and no failure", async () => {
    const statuses = async (name: string): Promise<string[]> =>
      (await snapshotOf(sceneOf(name))).health.map(({ status }) => status);
    assert.equal(await statuses("home"), ["ok", "missing", "ok"]);
    assert.equal(await statuses("constrained"), ["ok", "ok", "unsupported"]);
    assert.equal(await statuses("no-powershell"), ["failed", "ok", "failed"]);
  });
});
