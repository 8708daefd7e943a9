import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { liveHosts } from "../../fixtures/make/live-hosts.ts";
import { compareGolden } from "../kit/golden.ts";
import { fixturesFolder } from "../kit/history.ts";
import { describe } from "../kit/suite.ts";
import { shown, snapshotOf, whoIs } from "./roots.ts";

function rootOf(host: string): string {
  return fileURLToPath(new URL(`hosts/${host}`, fixturesFolder));
}

describe("who is on a machine", (test) => {
  for (const host of Object.keys(liveHosts)) {
    test(`${host}: the same people as w there, and what each source says of itself`, async () => {
      compareGolden(`live/${host}.jsonl`, shown(await snapshotOf(rootOf(host))));
    });
  }
  test("a machine without utmp lists its people all the same", async () => {
    assert.equal(whoIs(await snapshotOf(rootOf("debian13"))), ["carol@pts/0 active", "bob@tty1 active"]);
    assert.equal(whoIs(await snapshotOf(rootOf("ubuntu-25.10"))), ["alice@tty2 active", "bob@pts/1 active"]);
    assert.equal(whoIs(await snapshotOf(rootOf("opensuse"))), ["dave@pts/3 active", "root@tty1 active"]);
  });
  test("closing and stale sessions are told when they are asked for", async () => {
    compareGolden("live/everything-all.jsonl", shown(await snapshotOf(rootOf("everything"), { include: "all" })));
    assert.equal(whoIs(await snapshotOf(rootOf("classic"), { include: "all" })).includes("bob@pts/2 stale"), true);
  });
  test("sources can be chosen by name", async () => {
    const { sessions, health } = await snapshotOf(rootOf("everything"), { sources: ["utmp"] });
    assert.equal([...new Set(sessions.map(({ sources }) => sources))], ["utmp"]);
    assert.equal(
      health.map(({ source }) => source),
      ["utmp"],
    );
  });
  test("each host holds what its generator makes, no more and no less", () => {
    for (const [host, build] of Object.entries(liveHosts)) {
      const entries = readdirSync(rootOf(host), { recursive: true, withFileTypes: true });
      const files = build();
      assert.is(entries.filter((entry) => entry.isFile()).length, files.length, host);
      for (const { path, bytes } of files) {
        const isSame = Buffer.compare(readFileSync(`${rootOf(host)}/${path}`), bytes) === 0;
        assert.ok(isSame, `${host}/${path}: run: node --import tsx fixtures/make/rebuild.ts`);
      }
    }
  });
});
