import * as assert from "uvu/assert";
import { requirePowerShell } from "../../kit/require.ts";
import { describe } from "../../kit/suite.ts";
import { contract, keeps } from "./contract.ts";
import { inScene, type RealChild } from "./real-child.ts";
import { Scenes } from "./scenes.ts";

const channels = {
  names: ["Security", "System", "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational"],
};

if (requirePowerShell("the verbs of the program in a real PowerShell") !== undefined) {
  describe("verbs", (test) => {
    const scenes = new Scenes();
    test.after(() => scenes.close());

    for (const scene of ["office", "german", "french", "japanese", "azure", "home", "empty", "partial"]) {
      test(`in the scene "${scene}" keep the contract, in every key and kind`, () =>
        scenes.in(scene, async (child, greeting) => {
          keeps(greeting, contract.greeting);
          keeps(await child.ask("logons", {}), contract.logons);
          keeps(await child.ask("quser", {}), contract.quser);
          keeps(await child.ask("channels", channels), contract.channels);
          if (scene !== "french") keeps(await child.ask("wts", {}), contract.wts);
        }));
    }

    test("logons are told with their accounts, the boot of the log, names and SIDs as they are", () =>
      scenes.in("german", async (child, greeting) => {
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

    test("logons keep what can be read where a class fails, a session has no type or an account is gone", () =>
      scenes.in("partial", async (child) => {
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

    test("logons are refused by an id, never in words, where CIM answers nothing", () =>
      scenes.in("throwing", async (child) => {
        assert.is(await child.refusal({ verb: "logons", arguments: {} }), "RuntimeException");
      }));

    test("logons of 2,000 sessions come whole", () =>
      inScene("crowd", async (child) => {
        const { logons, accounts } = await child.ask("logons", {});
        assert.is(logons.length, 2000);
        assert.is(accounts.length, 2000);
      }));

    //  A calendar of its own, digits of its own, and zones that are no whole hours apart or change their clocks.
    for (const [culture, zone] of [
      ["th_TH.UTF-8", "Asia/Kathmandu"],
      ["fa_IR.UTF-8", "America/New_York"],
    ])
      test(`logons are the same under ${culture} in ${zone}`, async () => {
        const told: unknown[] = [];
        const ask = { names: ["System"] };
        const tell = async (child: RealChild): Promise<void> => {
          for (const verb of ["logons", "wts"] as const) told.push(await child.ask(verb, {}));
          told.push(await child.ask("channels", ask));
        };
        await scenes.in("office", tell);
        await inScene("office", tell, { LC_ALL: culture, TZ: zone });
        assert.equal(told.slice(3), told.slice(0, 3));
      });

    test("logons have no SIDs where the system cannot look them up, and are told all the same", () =>
      scenes.in("bare", async (child) => {
        const { boot, accounts, problems } = await child.ask("logons", {});
        assert.is(boot, null);
        assert.equal(accounts, [{ id: "1001", domain: "PROXY", name: "kim", sid: null }]);
        assert.equal(problems, []);
      }));

    test("logons have their boot from CIM where the log does not tell it", () =>
      scenes.in("home", async (child) => {
        assert.is(
          (await child.ask("channels", { names: ["System"] })).channels[0]?.problem,
          "UnauthorizedAccessException",
        );
        assert.is((await child.ask("logons", {})).boot, "2024-01-01T08:00:00.0000000Z");
      }));

    test("terminal services tell states, locks, times in UTC and clients", () =>
      scenes.in("office", async (child) => {
        const { sessions } = await child.ask("wts", {});
        assert.equal(sessions[2], {
          ...{ session: 2, station: "RDP-Tcp#3", state: 0, flags: 0, user: "bob", domain: "OFFICE" },
          ...{ logon: "2024-03-04T08:01:30.4000000Z", connect: "2024-03-04T08:01:29.0000000Z", disconnect: null },
          ...{ input: "2024-03-04T09:55:00.0000000Z", now: "2024-03-04T10:00:00.0000000Z" },
          ...{ client: "BOB-LAPTOP", address: "10.1.2.34", protocol: 2 },
        });
        assert.is(sessions[4]?.flags, 4_294_967_295);
      }));

    test("terminal services are an empty list where nobody is", () =>
      scenes.in("empty", async (child) => assert.equal(await child.ask("wts", {}), { sessions: [] })));

    test("terminal services whose library is missing are refused, each time, by the kind of failure", () =>
      scenes.in("throwing", async (child) => {
        for (const _ of [1, 2]) assert.is(await child.refusal({ verb: "wts", arguments: {} }), "DllNotFoundException");
      }));

    test("terminal services are compiled once by the real compiler, and called", () =>
      scenes.in("bare", async (child) => {
        //  PowerShell 7's own search for libraries stumbles over an assembly without a path before the loader can.
        for (const _ of [1, 2])
          assert.match(await child.refusal({ verb: "wts", arguments: {} }), /^(?:DllNotFound|ArgumentNull)Exception$/);
      }));

    test("channels tell their ends, and why one cannot be read while others can", () =>
      scenes.in("german", async (child) => {
        const answer = await child.ask("channels", { names: ["Security", "System", "No/Such"] });
        const nothing = { oldest: null, newest: null, records: null };
        assert.equal(answer.channels, [
          { name: "Security", enabled: true, ...nothing, problem: "UnauthorizedAccessException" },
          { name: "System", enabled: true, oldest: "1", newest: "1", records: "1", problem: null },
          { name: "No/Such", enabled: null, ...nothing, problem: "FileNotFoundException" },
        ]);
      }));

    test("channels without a record have no ends", () =>
      scenes.in("empty", async (child) => {
        const { channels: answer } = await child.ask("channels", { names: ["Security"] });
        const nothing = { oldest: null, newest: null };
        assert.equal(answer, [{ name: "Security", enabled: true, ...nothing, records: "0", problem: null }]);
      }));

    test("channels are a list for one name, and for none", () =>
      scenes.in("office", async (child) => {
        assert.is((await child.ask("channels", { names: ["System"] })).channels.length, 1);
        assert.equal(await child.ask("channels", { names: [] }), { channels: [] });
      }));
  });
}
