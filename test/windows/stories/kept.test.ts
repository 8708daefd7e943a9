import * as assert from "uvu/assert";
import { keptStoriesOf } from "../../../src/windows/stories/kept-shape.ts";
import { Stories } from "../../../src/windows/stories/stories.ts";
import { describe } from "../../kit/suite.ts";

const session = {
  ...{ session: "0x1@2", login: { $n: "5" }, record: { $n: "7" }, who: { name: "alice" }, ids: ["0x1"], type: 2 },
  ...{ isSeat: true, words: { $s: ["security"] }, count: 1, origin: { ip: { $b: "c0000207" }, port: 3389 } },
  ...{ loginType: "interactive", kind: "console", ts: 1, reason: { code: 5, time: { $n: "6" } } },
};
const hint = { what: "connection", word: "rdpcorets", time: { $n: "4" }, ip: { $b: "c0000207" } };
const host = {
  ...{ name: "PC1", boot: "3", bootTold: [12], isDown: false, sessions: [session], hints: [hint], hintCounts: [0, 1] },
  ...{ asked: { time: { $n: "1" }, record: { $n: "2" }, by: { username: "root" }, reason: "restart" } },
  ...{ gone: ["0x2"], left: [["1", "bob"]], told: ["Security 1 2"], settled: [["Security", "7", "5", "5"]] },
};
const kept = { version: 1, counts: { used: 0, loose: 0, putOut: 0 }, settled: [["Security", "7"]], hosts: [host] };

const inHost = (more: object): object => ({ ...kept, hosts: [{ ...host, ...more }] });
const inSession = (more: object): object => inHost({ sessions: [{ ...session, ...more }] });

const tampered: readonly (readonly [what: string, raw: unknown])[] = [
  ["none", undefined],
  ["a list", [kept]],
  ["another version", { ...kept, version: 2 }],
  ["counts of texts", { ...kept, counts: { used: "0", loose: 0, putOut: 0 } }],
  ["a record that is no number", { ...kept, settled: [["Security", "x"]] }],
  ["a computer without a name", inHost({ name: undefined })],
  ["a boot that is a number", inHost({ boot: 3 })],
  ["a name that is a place in memory", inSession({ who: { name: 2 ** 40 } })],
  ["a name that is a big number", inSession({ who: { name: { $n: "1099511627784" } } })],
  ["a domain that is a list", inSession({ who: { domain: ["a"] } })],
  ["a text longer than any", inSession({ line: "x".repeat(65_537) })],
  ["a session id that is a number", inSession({ session: 7 })],
  ["a logon id that is none", inSession({ ids: ["0xg"] })],
  ["a time that is a text", inSession({ login: "5" })],
  ["a kind that is no word", inSession({ kind: "king" })],
  ["an address of three bytes", inSession({ origin: { ip: { $b: "c00002" } } })],
  ["a port below zero", inSession({ origin: { port: -1 } })],
  ["a channel that is none", inSession({ words: { $s: ["secret"] } })],
  ["a field of its own", inSession({ admin: true })],
  ["a hint of its own", inHost({ hints: [{ ...hint, what: "rumour" }] })],
  ["an account that is a number", inHost({ asked: { ...host.asked, by: { account: 5 } } })],
];

describe("what stories kept", (test) => {
  test("is what they go on from", () => {
    const stories = new Stories({ shape: "sessions", kept: keptStoriesOf(JSON.parse(JSON.stringify(kept))) });
    assert.equal(
      stories.open().map(({ username, ts_session }) => [username, ts_session]),
      [["alice", 1]],
    );
    assert.equal(JSON.parse(JSON.stringify(stories.keep())), kept);
  });

  for (const [what, raw] of tampered) {
    test(`is refused with ${what}`, () =>
      assert.throws(() => keptStoriesOf(raw), /^stories: \w+ not as they are written$/));
  }
});
