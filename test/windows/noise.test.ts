import * as assert from "uvu/assert";
import { isNoise, type Who } from "../../src/windows/noise.ts";
import { describe } from "../kit/suite.ts";

const person = "S-1-5-21-1004336348-1177238915-682003330-1001";

const cases: readonly (readonly [name: string, who: Who, expected: boolean])[] = [
  ["SYSTEM", { sid: "S-1-5-18", name: "SYSTEM", logonType: 2 }, true],
  ["SYSTEM under its French name", { sid: "S-1-5-18", name: "Système" }, true],
  ["a window manager", { sid: "S-1-5-90-0-1", name: "DWM-1", logonType: 2 }, true],
  ["a font driver host", { sid: "S-1-5-96-0-1", name: "UMFD-1", logonType: 2 }, true],
  [
    "a virtual user of OpenSSH",
    { sid: "S-1-5-111-3847866527-469524349-687026318-516638107-1125189541-4052", name: "sshd_4052" },
    true,
  ],
  ["the anonymous logon", { sid: "S-1-5-7", name: "ANONYMOUS LOGON", logonType: 3 }, true],
  ["a computer", { sid: person, name: "WS017$", logonType: 3 }, true],
  ["somebody whose account is called like a computer", { sid: person, name: "helpdesk$", logonType: 10 }, false],
  ["an account like a computer's that unlocks", { name: "helpdesk$", logonType: 7 }, false],
  ["a computer whose logon has no type", { name: "WS017$" }, true],
  ["a managed account of a batch job", { sid: person, name: "gmsa-sql$", logonType: 4 }, true],
  ["a service under a person's account", { sid: person, name: "backup", logonType: 5 }, true],
  ["the system's own logon type", { logonType: 0 }, true],
  ["LocalService without a SID", { name: "LOKALER DIENST", logonId: "0x3e5" }, true],
  ["a window manager without a SID", { name: "DWM-12", logonId: "0x1a2b3" }, true],
  ["a person", { sid: person, name: "greta", logonType: 2, logonId: "0x512d1" }, false],
  ["a person of Azure AD", { sid: "S-1-12-1-1111111111-1222222222-3333333333-4444444444", name: "NoorJansen" }, false],
  ["the built-in administrator", { sid: `${person.slice(0, -4)}500`, name: "Administrator", logonType: 10 }, false],
  ["somebody who is called like a driver", { sid: person, name: "DWM-1", logonType: 2 }, false],
  ["somebody whose name only begins like a driver's", { name: "DWM-1x" }, false],
  ["a SID that only begins like the system's", { sid: "S-1-5-180" }, false],
  ["nobody knows whose", { logonType: 3 }, false],
];

describe("noise", (test) => {
  for (const [name, who, expected] of cases) {
    test(`${name} ${expected ? "is" : "is not"} noise`, () => assert.is(isNoise(who), expected));
  }
});
