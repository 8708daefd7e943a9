import * as assert from "uvu/assert";
import { spoken } from "../../../src/windows/child/one-shot-text.ts";
import { missing } from "../../kit/require.ts";
import { describe } from "../../kit/suite.ts";
import { errorOf, faultOf } from "./fake.ts";
import { printing, withOneShot } from "./windows-folder.ts";

const units = (text: string): string => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).join(".");
const word = (...fields: readonly string[]): string => `whoflux,${fields.join(",")};`;

describe("what a PowerShell under a policy prints", (test) => {
  test("texts come back from the numbers of their units, absent ones as null, times as they are", () => {
    const time = "2024-03-04T06:00:12.5000000Z";
    assert.equal(spoken(`${word("account", units("Jürgen 😀"), "-", time)}\r\n${word("end")}\r\n`), [
      { word: "account", fields: ["Jürgen 😀", null, time] },
    ]);
  });

  test("broken lines, marks and other words are no matter", () => {
    const text = word("account", units("OFFICE"), units("carol"));
    const broken = (text.match(/.{1,9}/g) ?? []).join("\r\n");
    assert.equal(spoken(`\xef\xbb\xbfWelcome; to whoflux\r\n${broken}${word("end")}`), spoken(text + word("end")));
    assert.is(spoken(text + word("end"))?.length, 1);
  });

  test("without its last word it has not come whole", () => {
    assert.is(spoken(word("account", "65")), undefined);
    assert.is(spoken(`${word("account", "65")}whoflux,en`), undefined);
    assert.is(spoken(""), undefined);
  });
});

describe("questions without a child", (test) => {
  if (process.platform === "win32") {
    missing("/bin/sh", "questions without a child");
    test.skip("by shell scripts in the place of programs");
    return;
  }

  test("sessions and accounts come from one PowerShell that is ended by its own end", async () => {
    const start = "2024-03-04T07:15:00.1000000Z";
    const said = [
      word("boot", "2024-03-04T06:00:12.5000000Z"),
      word("logon", units("18446744073709551615"), units("10"), start, units("Negotiate")),
      word("logon", units("999"), units("0"), "-", "-"),
      word("account", units("999"), units("OFFICE"), units("Jürgen")),
      word("account", units("998"), "-", "-"),
      word("problem", units("HRESULT 0x80041003,X")),
      word("end"),
    ].join("\n");
    await withOneShot({ "powershell.exe": printing(Buffer.from(said)) }, async (windows) => {
      assert.equal(await windows.ask("logons", {}), {
        boot: "2024-03-04T06:00:12.5000000Z",
        logons: [
          { id: "18446744073709551615", type: 10, start, package: "Negotiate" },
          { id: "999", type: 0, start: null, package: null },
        ],
        accounts: [{ id: "999", domain: "OFFICE", name: "Jürgen", sid: null }],
        problems: ["HRESULT 0x80041003,X"],
      });
    });
  });

  test("no session and a problem is a failure", async () => {
    const said = word("problem", units("PermissionDenied")) + word("end");
    await withOneShot({ "powershell.exe": printing(Buffer.from(said)) }, async (windows) => {
      assert.is((await errorOf(windows.ask("logons", {})))?.message, "refused: PermissionDenied");
    });
  });

  test("a PowerShell that ends early, hangs or is not there fails that question", async () => {
    await withOneShot({ "powershell.exe": "echo no >&2; exit 4\n" }, async (windows) => {
      assert.is((await errorOf(windows.ask("logons", {})))?.message, "crash: exit code 4, no");
    });
    await withOneShot(
      { "powershell.exe": "exec sleep 60\n" },
      async (windows) => assert.is(await faultOf(windows.ask("logons", {})), "timeout"),
      { limit: 200 },
    );
    await withOneShot({}, async (windows) => {
      assert.is((await errorOf(windows.ask("logons", {})))?.message, "crash: ENOENT");
    });
  });

  test("what needs .NET is refused", async () => {
    await withOneShot({}, async (windows) => assert.is(await faultOf(windows.ask("wts", {})), "language"));
  });

  test("quser's bytes are read by the code page that the registry names", async () => {
    const registry = String.raw`printf '\r\nHKEY_LOCAL_MACHINE\\SYSTEM\\X\r\n    OEMCP    REG_SZ    850\r\n\r\n'`;
    const programs = {
      "reg.exe": `${registry}\n`,
      "quser.exe": `${printing(Buffer.from(" J\x81rgen\r\n>x\r\n", "latin1"))}exit 1\n`,
    };
    await withOneShot(programs, async (windows) => {
      assert.equal(await windows.ask("quser", {}), { found: true, exit: 1, lines: [" Jürgen", ">x"] });
    });
    await withOneShot({ "quser.exe": programs["quser.exe"] }, async (windows) => {
      assert.equal((await windows.ask("quser", {})).lines, [" J\\x81rgen", ">x"]);
    });
  });

  test("quser that is not there is said to be so: Home editions have none", async () => {
    await withOneShot({}, async (windows) => {
      assert.equal(await windows.ask("quser", {}), { found: false, exit: 0, lines: [] });
    });
  });

  test("quser reads an empty input", async () => {
    await withOneShot({ "quser.exe": "cat; echo done\n" }, async (windows) => {
      assert.equal((await windows.ask("quser", {})).lines, ["done"]);
    });
  });

  test("who it is: by PowerShell's own words, and its rights by the integrity level of its token", async () => {
    const self = ["5.1.22621", "Desktop", "ConstrainedLanguage", "TS01", "OFFICE", "Jürgen", "10.0.20348"];
    const programs = { "powershell.exe": printing(Buffer.from(word("self", ...self.map(units)) + word("end"))) };
    const greeting = {
      version: "5.1.22621",
      edition: "Desktop",
      language: "ConstrainedLanguage",
      computer: "TS01",
      account: "OFFICE\\Jürgen",
      windows: "10.0.20348",
    };
    for (const [level, elevated] of [
      ["12288", true],
      ["16384", true],
      ["8192", false],
    ] as const) {
      const whoami = `echo '"Verbindliche Beschriftung","Bezeichnung","S-1-16-${level}",""'\n`;
      await withOneShot({ ...programs, "whoami.exe": whoami }, async (windows) => {
        assert.equal(await windows.greet(), { ...greeting, elevated });
      });
    }
    await withOneShot(programs, async (windows) => {
      assert.equal(await windows.greet(), { ...greeting, elevated: null });
    });
  });

  test("one that is ended kills what it runs, and fails those who wait, at once", async () => {
    await withOneShot({ "quser.exe": "exec sleep 60\n", "powershell.exe": "exec sleep 60\n" }, async (windows) => {
      const questions = [windows.ask("quser", {}), windows.ask("logons", {})].map(faultOf);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const told = performance.now();
      await windows.close();
      assert.equal(await Promise.all(questions), ["closed", "closed"]);
      assert.ok(performance.now() - told < 5000);
      assert.is(await faultOf(windows.ask("quser", {})), "closed");
      assert.not(process.getActiveResourcesInfo().includes("Timeout"), "nothing keeps this process alive");
    });
  });

  test("a program that says more than anybody wants is ended", async () => {
    await withOneShot({ "quser.exe": "yes\n" }, async (windows) => {
      assert.is((await errorOf(windows.ask("quser", {})))?.message, "crash: more than 16777216 bytes");
    });
  });
});
