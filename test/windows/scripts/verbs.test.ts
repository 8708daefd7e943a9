import * as assert from "uvu/assert";
import { requirePowerShell } from "../../kit/require.ts";
import { describe } from "../../kit/suite.ts";
import { contract, keeps } from "./contract.ts";
import { inScene } from "./real-child.ts";

const channels = {
  names: ["Security", "System", "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational"],
};

if (requirePowerShell("the verbs of the program in a real PowerShell") !== undefined) {
  for (const scene of ["office", "german", "french", "japanese", "azure", "home", "empty", "partial"]) {
    describe(`verbs in the scene "${scene}"`, (test) => {
      test("every answer keeps the contract, in every key and kind", () =>
        inScene(scene, async (child, greeting) => {
          keeps(greeting, contract.greeting);
          keeps(await child.ask("logons", {}), contract.logons);
          keeps(await child.ask("quser", {}), contract.quser);
          keeps(await child.ask("channels", channels), contract.channels);
          if (scene !== "french") keeps(await child.ask("wts", {}), contract.wts);
        }));
    });
  }

  describe("logons", (test) => {
    test("are told with their accounts, the boot of the log, names and SIDs as they are", () =>
      inScene("german", async (child, greeting) => {
        assert.is(greeting.account, "KANZLEI\\jmüller");
        const { boot, logons, accounts, problems } = await child.ask("logons", {});
        assert.is(boot, "2024-05-06T05:00:01.2500000Z");
        assert.equal(logons[2], { id: "332497", type: 2, start: "2024-05-06T06:30:15.3330000Z", package: "Negotiate" });
        assert.equal(accounts[4], {
          id: "700123",
          domain: "KANZLEI",
          name: "Björn Groß",
          sid: "S-1-5-21-3623811015-3361044348-30300820-1014",
        });
        assert.equal(problems, []);
      }));

    test("keep what can be read where a class fails, a session has no type or an account is gone", () =>
      inScene("partial", async (child) => {
        const { boot, logons, accounts, problems } = await child.ask("logons", {});
        assert.is(boot, null);
        assert.equal(logons, [
          { id: "1001", type: 2, start: "2024-01-01T01:00:00.0000000Z", package: "Negotiate" },
          { id: "1003", type: 3, start: null, package: "Negotiate" },
        ]);
        assert.equal(
          accounts.map(({ name, sid }) => [name, sid]),
          [
            ["kim", "S-1-5-21-1-1-1-1001"],
            ["typeless", null],
            ["dateless", null],
          ],
        );
        assert.equal([...problems].sort(), [
          "HRESULT 0x80041032",
          "NoLogonType",
          "PropertyNotFoundStrict",
          "TimeoutException",
        ]);
      }));

    test("are refused by an id, never in words, where CIM answers nothing", () =>
      inScene("throwing", async (child) => {
        assert.is(await child.refusal({ verb: "logons", arguments: {} }), "RuntimeException");
      }));

    test("of 2,000 sessions come within seconds", () =>
      inScene("crowd", async (child) => {
        const { logons, accounts } = await child.ask("logons", {});
        assert.is(logons.length, 2000);
        assert.is(accounts.length, 2000);
        const started = Date.now();
        await child.ask("logons", {});
        assert.ok(Date.now() - started < 10_000);
      }));

    test("have no SIDs where the system cannot look them up, and are told all the same", () =>
      inScene("bare", async (child) => {
        const { boot, accounts, problems } = await child.ask("logons", {});
        assert.is(boot, null);
        assert.equal(accounts, [{ id: "1001", domain: "PROXY", name: "kim", sid: null }]);
        assert.equal(problems, []);
      }));
  });

  describe("terminal services", (test) => {
    test("tell states, locks, times in UTC and clients", () =>
      inScene("office", async (child) => {
        const { sessions } = await child.ask("wts", {});
        assert.equal(sessions[2], {
          ...{ session: 2, station: "RDP-Tcp#3", state: 0, flags: 0, user: "bob", domain: "OFFICE" },
          ...{ logon: "2024-03-04T08:01:30.4000000Z", connect: "2024-03-04T08:01:29.0000000Z", disconnect: null },
          ...{ input: "2024-03-04T09:55:00.0000000Z", now: "2024-03-04T10:00:00.0000000Z" },
          ...{ client: "BOB-LAPTOP", address: "10.1.2.34", protocol: 2 },
        });
        assert.is(sessions[4]?.flags, 4_294_967_295);
      }));

    test("are an empty list where nobody is", () =>
      inScene("empty", async (child) => assert.equal(await child.ask("wts", {}), { sessions: [] })));

    test("whose library is missing are refused, each time, by the kind of failure", () =>
      inScene("throwing", async (child) => {
        for (const _ of [1, 2]) assert.is(await child.refusal({ verb: "wts", arguments: {} }), "DllNotFoundException");
      }));

    test("are compiled once by the real compiler, and called", () =>
      inScene("bare", async (child) => {
        //  PowerShell 7's own search for libraries stumbles over an assembly without a path before the loader can.
        for (const _ of [1, 2])
          assert.match(await child.refusal({ verb: "wts", arguments: {} }), /^(?:DllNotFound|ArgumentNull)Exception$/);
      }));
  });

  describe("channels", (test) => {
    test("tell their ends, and why one cannot be read while others can", () =>
      inScene("german", async (child) => {
        const answer = await child.ask("channels", { names: ["Security", "System", "No/Such"] });
        const nothing = { oldest: null, newest: null, records: null };
        assert.equal(answer.channels, [
          { name: "Security", enabled: true, ...nothing, problem: "UnauthorizedAccessException" },
          { name: "System", enabled: true, oldest: "1", newest: "1", records: "1", problem: null },
          { name: "No/Such", enabled: null, ...nothing, problem: "FileNotFoundException" },
        ]);
      }));

    test("without a record have no ends", () =>
      inScene("empty", async (child) => {
        const { channels: answer } = await child.ask("channels", { names: ["Security"] });
        const nothing = { oldest: null, newest: null };
        assert.equal(answer, [{ name: "Security", enabled: true, ...nothing, records: "0", problem: null }]);
      }));

    test("are a list for one name, and for none", () =>
      inScene("office", async (child) => {
        assert.is((await child.ask("channels", { names: ["System"] })).channels.length, 1);
        assert.equal(await child.ask("channels", { names: [] }), { channels: [] });
      }));
  });
}
