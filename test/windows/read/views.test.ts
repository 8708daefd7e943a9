import * as assert from "uvu/assert";
import { describe } from "../../kit/suite.ts";
import { logon, security, target } from "./scene.ts";
import { pick, read, rowsOf } from "./telling.ts";

describe("read --format car, of Windows events", (test) => {
  test("gives user_session objects with CAR's own words, and counts the rest", async () => {
    const run = await read(["--format", "car"]);
    const rows = rowsOf(run);
    assert.equal(pick(rows, "action", "user", "login_type", "login_id", "src_ip", "login_successful"), [
      ["login", "CORP\\WS1$", "local", "0x3e7", undefined, true],
      ["login", "CORP\\alice", "rdp", undefined, "192.0.2.9", false],
      ["login", "CORP\\Alice", "rdp", "0x512d1", "192.0.2.9", true],
      ["lock", "CORP\\Alice", "rdp", "0x512d1", "192.0.2.9", undefined],
      ["unlock", "CORP\\Alice", "rdp", "0x512d1", "192.0.2.9", undefined],
      ["login", "CORP\\bob", "remote", "0x77001", "198.51.100.7", true],
      ["reconnect", "CORP\\Alice", "rdp", "0x512d1", "192.0.2.10", undefined],
      ["logout", "CORP\\Alice", "rdp", "0x512d1", "192.0.2.10", undefined],
    ]);
    assert.ok(rows.every(({ hostname }) => hostname === "ws1"));
    assert.is(run.stderr, "whoflux: events left out, for which car has no word: 1 boot, 1 disconnect\n");
  });

  test("leaves an address whole where a computer has no other name", async () => {
    const event = security(0, 4624, logon(target("bob", "0x9"), 3), "192.0.2.77");
    assert.equal(pick(rowsOf(await read(["--format", "car"], [event])), "hostname"), [["192.0.2.77"]]);
  });

  test("in the older form, names a login by its type, and has no failed ones", async () => {
    const run = await read(["--format", "car-legacy", "--people"]);
    assert.equal(pick(rowsOf(run), "action", "logon_id", "login_id"), [
      ["rdp", "0x512d1", undefined],
      ["lock", "0x512d1", undefined],
      ["unlock", "0x512d1", undefined],
      ["remote", "0x77001", undefined],
      ["reconnect", "0x512d1", undefined],
      ["logout", "0x512d1", undefined],
    ]);
    assert.match(run.stderr, /car-legacy has no word: 1 boot, 1 failed login, 1 disconnect\n/);
  });
});

describe("read --format ossem", (test) => {
  test("gives one object for each event that has an attribute, by OSSEM's names", async () => {
    const rows = rowsOf(await read(["--format", "ossem"]));
    assert.equal(
      pick(rows, "event_id", "logon_id", "logon_type", "logon_process_name", "logon_elevated_token").slice(0, 4),
      [
        [4624, "0x3e7", 5, "User32", "No"],
        [4625, undefined, 10, undefined, undefined],
        [4624, "0x512d1", 10, "User32", "No"],
        [4800, "0x512d1", undefined, undefined, undefined],
      ],
    );
    assert.is(rows.length, 9);
  });

  test("is chosen from by time", async () => {
    const rows = rowsOf(await read(["--format", "ossem", "--since", "2025-03-01T08:40Z"]));
    assert.equal(pick(rows, "event_id"), [[4778], [4647]]);
  });
});
