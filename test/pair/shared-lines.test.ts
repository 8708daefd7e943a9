import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { pidsOfOneHash } from "./crowd.ts";
import { typeNumber } from "./histories.ts";
import { login } from "./many.ts";
import { pairPieces } from "./paired.ts";

const DEAD = typeNumber("DEAD_PROCESS");

describe("a line that many share", (test) => {
  test("sessions of a shared line whose pids have one hash are two", () => {
    const [one, other] = pidsOfOneHash();
    const logins = [one, other].map((pid) => ({ ...login(pid, ""), pid }));
    const ends = [one, other].map((pid) => ({ type: DEAD, time: 50_000_000n, line: "", pid }));
    const { rows } = pairPieces("sessions", [{ records: [...logins, ...ends] }]);
    assert.equal(
      rows.map(({ pid, ended_by }) => `${pid} ${ended_by}`),
      [`${one} logout`, `${other} logout`],
    );
  });

  test("on a shared line, who has no pid ends nobody", () => {
    const logins = [1, 2].map((number) => ({ ...login(number, "ssh"), pid: 0 }));
    const end = { type: DEAD, time: 50_000_000n, line: "ssh", pid: 0 };
    const { rows } = pairPieces("sessions", [{ records: [...logins, end] }]);
    assert.equal(
      rows.map(({ username, ended_by, ended_before }) => [username, ended_by, ended_before]),
      [
        ["user-2", "logout", undefined],
        ["user-1", undefined, undefined],
      ],
    );
  });

  test("on a shared line, a login without a pid takes the place of the getty that waited there", () => {
    const getty = { type: typeNumber("LOGIN_PROCESS"), time: 1_000_000n, line: "ssh", pid: 0 };
    const ends = [50_000_000n, 51_000_000n].map((time) => ({ type: DEAD, time, line: "ssh", pid: 0 }));
    const { rows } = pairPieces("events", [{ records: [getty, { ...login(2, "ssh"), pid: 0 }, ...ends] }]);
    assert.equal(
      rows.map(({ action, username }) => [action, username]),
      [
        ["login", "user-2"],
        ["logout", "user-2"],
        ["logout", undefined],
      ],
    );
  });
});
