import * as assert from "uvu/assert";
import { layouts } from "../../src/unix/layouts/index.ts";
import { createCore } from "../../src/wasm/core.ts";
import { Pairing } from "../../src/wasm/pairing.ts";
import { describe } from "../kit/suite.ts";
import { typeNumber } from "./histories.ts";
import { inBatches, logout, many, ROOM } from "./many.ts";
import { pairPieces } from "./paired.ts";

const DEAD = typeNumber("DEAD_PROCESS");
const LOGIN = typeNumber("LOGIN_PROCESS");

describe("what pairing keeps from one reading to the next", (test) => {
  test("thousands of sessions come back", () => {
    const records = many(ROOM);
    const ends = records.map((_, number) => logout(number));
    const { rows } = pairPieces("sessions", [
      ...inBatches(records),
      { records: [], isLater: true },
      ...inBatches(ends),
    ]);
    assert.is(rows.length, ROOM);
    assert.ok(rows.every(({ ended_by, paired_by }) => ended_by === "logout" && paired_by === "pid"));
  });

  test("sessions for which there is no room are counted", () => {
    const open = Array.from({ length: ROOM + 5 }, (_, number) => {
      const line = `pts/${number}`;
      return { line, key: line, username: "alice", login_time: BigInt(number), pid: 7n, count: 1n, clock_steps: 0n };
    });
    const pairing = new Pairing(createCore(layouts, "stays"), "events");
    assert.is(pairing.restore({ open, isDown: false }), 5);
    assert.is(pairing.kept().open.length, ROOM);
  });

  test("a getty is kept, and so is that everything was shut down", () => {
    const getty = { type: LOGIN, time: 1n, line: "tty1", user: "LOGIN", pid: 9, offset: 0 };
    const end = { type: DEAD, time: 2n, line: "tty1", pid: 9, offset: 1 };
    assert.equal(pairPieces("events", [{ records: [getty] }, { records: [end], isLater: true }]).rows, []);
    const down = { type: typeNumber("RUN_LVL"), time: 1n, line: "~", user: "shutdown", offset: 0 };
    const { rows } = pairPieces("events", [{ records: [down] }, { records: [end], isLater: true }]);
    assert.equal(
      rows.map(({ action }) => action),
      ["shutdown"],
    );
  });

  test("the first half of a step of the clock is kept until the second one comes", () => {
    const login = {
      type: typeNumber("USER_PROCESS"),
      time: 10_000_000n,
      line: "pts/0",
      user: "alice",
      pid: 9,
      offset: 0,
    };
    const before = { type: typeNumber("OLD_TIME"), time: 20_000_000n, line: "|", user: "date", offset: 1 };
    const behind = { type: typeNumber("NEW_TIME"), time: 80_000_000n, line: "{", user: "date", offset: 2 };
    const end = { type: DEAD, time: 90_000_000n, line: "pts/0", pid: 9, offset: 3 };
    const later = { records: [], isLater: true };
    const { rows } = pairPieces("events", [
      { records: [login, before] },
      later,
      later,
      { records: [behind], isLater: true },
      { records: [end], isLater: true },
    ]);
    assert.equal(
      rows.map(({ action, old_time, duration_s }) => [action, old_time, duration_s]),
      [
        ["login", undefined, undefined],
        ["clock_change", "20000000", undefined],
        ["logout", undefined, "20"],
      ],
    );
  });

  test("a session is kept by a process that has nothing to read", () => {
    const open = [
      { line: "pts/0", key: "pts/0", username: "alice", login_time: 5n, pid: 7n, count: 1n, clock_steps: 0n },
    ];
    const first = new Pairing(createCore(layouts, "stays"), "events");
    first.restore({ open, isDown: false });
    const { open: kept } = first.kept();
    const second = new Pairing(createCore(layouts, "stays"), "sessions");
    second.restore({ open: kept, isDown: false });
    assert.equal(second.kept().open, kept);
    assert.equal(
      kept.map(({ count, ended_by, state }) => [count, ended_by, state]),
      [[1n, undefined, undefined]],
    );
  });
});
