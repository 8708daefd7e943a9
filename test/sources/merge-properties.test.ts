import fc from "fast-check";
import * as assert from "uvu/assert";
import type { Evidence } from "../../src/sources/evidence.ts";
import { mergeEvidence } from "../../src/sources/merge.ts";
import { seedOfRun } from "../kit/random.ts";
import { describe } from "../kit/suite.ts";

const second = 1_000_000n;
const ten = 1767607200n * second;
const host = { host: "192.0.2.10" };
const pts = { line: "pts/0" };

function evidence(source: Evidence["source"], cells: Partial<Evidence> = {}): Evidence {
  return { source, username: "alice", idLine: "", state: "active", login: ten, ...cells };
}

const inUtmp = (cells: Partial<Evidence>) => evidence("utmp", cells);
const inLogind = (cells: Partial<Evidence>) => evidence("logind", cells);
const inWtmpdb = (cells: Partial<Evidence>) => evidence("wtmpdb", cells);

describe("merging anything that sources could say", (test) => {
  const some = fc.record(
    {
      username: fc.constantFrom("alice", "bob"),
      line: fc.constantFrom("pts/0", "pts/1", "ssh", ":0"),
      host: fc.constantFrom("192.0.2.10", "host.example.org", ":0"),
      pid: fc.integer({ min: 1, max: 4 }),
      login: fc.integer({ min: 0, max: 100 }).map((seconds) => ten + BigInt(seconds) * second),
      logindId: fc.constantFrom("2", "3"),
    },
    { requiredKeys: ["username"] },
  );
  const group = (source: Evidence["source"]) =>
    fc.array(
      some.map((cells) => ({ ...evidence(source), login: undefined, ...cells }) as Evidence),
      { maxLength: 12 },
    );
  test("every entry is in exactly one session, and no session has two of one source", () => {
    const property = fc.property(group("utmp"), group("logind"), group("loginctl"), group("wtmpdb"), (...groups) => {
      const stays = mergeEvidence(groups);
      const all = stays.flatMap((stay) => stay.evidence);
      assert.is(all.length, groups.flat().length);
      assert.is(new Set(all).size, all.length);
      for (const stay of stays) {
        assert.is(new Set(stay.evidence.map(({ source }) => source)).size, stay.evidence.length);
      }
    });
    fc.assert(property, { seed: seedOfRun(), numRuns: 300 });
  });
  test("nobody is joined to another user unless logind's own number says so", () => {
    const property = fc.property(group("utmp"), group("wtmpdb"), (utmp, wtmpdb) => {
      const bare = [utmp, wtmpdb].map((entries) => entries.map(({ logindId: _, ...rest }) => rest));
      for (const { evidence: all } of mergeEvidence(bare)) {
        assert.is(new Set(all.map(({ username }) => username)).size, 1);
      }
    });
    fc.assert(property, { seed: seedOfRun(), numRuns: 300 });
  });
  test("the order of a source's entries changes nothing", () => {
    const people = Array.from({ length: 40 }, (_, index) => ({
      line: `pts/${index}`,
      login: ten + BigInt(index) * second,
    }));
    const left = people.map(inUtmp);
    const right = people.map(({ line, login }) => inLogind({ line, login: login - 1n }));
    const pairs = (entries: readonly Evidence[]) =>
      mergeEvidence([left, entries]).map((stay) => stay.evidence.map(({ line }) => line).join());
    assert.equal(pairs(right), pairs([...right].reverse()));
  });
  test("thirty thousand sessions that an attacker made alike are merged in seconds", () => {
    const count = 30_000;
    const start = performance.now();
    const alike = Array.from({ length: count }, (_, index) => ({ ...host, login: ten + BigInt(index) }));
    const stays = mergeEvidence([
      alike.map((cells) => inUtmp({ ...cells, ...pts })),
      alike.map(inLogind),
      alike.map(inWtmpdb),
    ]);
    assert.is(stays.length, count);
    assert.ok(performance.now() - start < 10_000, `${performance.now() - start} ms`);
  });
});
