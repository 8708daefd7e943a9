import * as assert from "uvu/assert";
import { logindForm } from "../../src/follow/logind-state.ts";
import { describe } from "../kit/suite.ts";

describe("a state of logind's sessions", (test) => {
  const boot = "0f8fad5b-d9cb-469f-a165-70867728950e";
  const session = { id: "1", from: "5", standing: "told", cells: { username: "=alice", login_time: "5" } };
  const sound = { version: "logind 1", root: "/", boot, told: [], sessions: [session] };

  test("is what was saved", () => {
    const state = logindForm.stateOf(JSON.stringify(sound));
    assert.equal(state.sessions?.[0]?.cells, { username: Buffer.from("alice"), login_time: 5n });
    assert.equal(logindForm.stateOf(logindForm.textOf(state)), state);
  });

  test("can be read again however long a text is that somebody gave to logind", () => {
    const state = logindForm.stateOf(JSON.stringify(sound));
    const [known] = state.sessions ?? [];
    if (known === undefined) throw new Error("no session");
    const long = { ...known, cells: { ...known.cells, src_host: Buffer.alloc(100_000, "é", "latin1") } };
    const again = logindForm.stateOf(logindForm.textOf({ ...state, sessions: [long] })).sessions?.[0]?.cells;
    assert.equal(again, { ...known.cells, src_host: Buffer.alloc(4095, "é", "latin1") });
  });

  const wrong: readonly object[] = [
    { version: 1 },
    { root: "" },
    { boot: "x" },
    { told: 5 },
    { sessions: {} },
    { sessions: [{ ...session, id: "../x" }] },
    { sessions: [{ ...session, from: 5 }] },
    { sessions: [{ ...session, standing: "gone" }] },
    { sessions: [{ ...session, cells: { username: "5" } }] },
  ];
  for (const change of wrong) {
    test(`is refused when it was tampered with: ${JSON.stringify(change).slice(0, 60)}`, () =>
      assert.throws(() => logindForm.stateOf(JSON.stringify({ ...sound, ...change }))));
  }
});
