import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import type { Windows } from "../../../src/windows/ask.ts";
import { connectWindows } from "../../../src/windows/child/connect.ts";
import { greetingText, logonsText } from "../../../src/windows/child/one-shot-text.ts";
import { requirePowerShell } from "../../kit/require.ts";
import { describe } from "../../kit/suite.ts";
import { errorOf } from "./fake.ts";
import { inWindows } from "./windows-folder.ts";

const proxy = fileURLToPath(new URL("../proxies/pwsh", import.meta.url));

const HOSTILE = "J\u00fcrgen \"q\" '$(exit 9)';\r\n\u7530\u4e2d \ud83d\ude00 whoflux,end;\u0007";

/** Classes whose objects have such a name, and one that fails. */
const prologue = `
$name = [Text.Encoding]::Unicode.GetString([Convert]::FromBase64String('${Buffer.from(HOSTILE, "utf16le").toString("base64")}'))
$start = [datetime]::new(2024, 3, 4, 5, 6, 7, [DateTimeKind]::Utc).ToLocalTime()
$id = '18446744073709551615'
$objects = @{
  Win32_LogonSession = [pscustomobject]@{ LogonId = $id; LogonType = [uint32]2; StartTime = $start; AuthenticationPackage = $null }
  Win32_LoggedOnUser = [pscustomobject]@{
    Antecedent = [pscustomobject]@{ Domain = ''; Name = $name }; Dependent = [pscustomobject]@{ LogonId = $id }
  }
}
function Get-CimInstance($ClassName, $OperationTimeoutSec) {
  if (-not $objects.ContainsKey($ClassName)) { Write-Error 'nicht verfügbar' -ErrorId 'HRESULT 0x80041003' -ErrorAction Stop }
  $objects[$ClassName]
}
`;

/** Runs `body` with a connection to the real PowerShell under that policy. */
function constrained<T>(real: string, body: (windows: Windows) => Promise<T>): Promise<T> {
  return inWindows({}, async (systemRoot) => {
    const powershell = join(systemRoot, "powershell");
    writeFileSync(join(systemRoot, "prologue.ps1"), `\ufeff${prologue}`);
    const script = `#!/bin/sh
export NO_COLOR=1
case $* in *-EncodedCommand*) echo "whoflux 0 language ConstrainedLanguage"; exit 0 ;; esac
for text; do :; done
exec '${real}' -NoProfile -Command ". '${systemRoot}/prologue.ps1'
\\$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
$text"
`;
    writeFileSync(powershell, script);
    chmodSync(powershell, 0o755);
    const windows = connectWindows({ powershell, systemRoot });
    try {
      return await body(windows);
    } finally {
      await windows.close();
    }
  });
}

describe("a real PowerShell under a policy", (test) => {
  test("is given texts of ASCII without double quotes, which a command line holds, and which take nothing from stdin", () => {
    for (const text of [greetingText, logonsText]) {
      assert.match(text, /^[\n\x20-\x7e]+$/);
      assert.not.match(text, /"|\$input\b/i);
      assert.ok(text.length < 4000);
    }
  });

  const sentence = "sessions under Constrained Language Mode";
  const real = requirePowerShell(sentence);
  if (real === undefined) {
    test.skip(sentence);
    return;
  }

  test("says so by the child's own program, and is then asked one question at a time", async () => {
    process.env.WHOFLUX_POWERSHELL = real;
    process.env.WHOFLUX_PROXY = "constrained";
    const windows = connectWindows({ powershell: proxy, systemRoot: "/nowhere" });
    const { edition, language, elevated } = await windows.greet();
    assert.equal({ edition, language, elevated }, { edition: "Core", language: "ConstrainedLanguage", elevated: null });
    const { boot, logons, accounts, problems } = await windows.ask("logons", {});
    assert.is(boot, "2024-03-04T06:00:12.5000000Z");
    assert.equal(
      logons.find(({ id }) => id === "2921480"),
      { id: "2921480", type: 10, start: "2024-03-04T08:01:30.2000000Z", package: "Kerberos" },
    );
    assert.equal(
      accounts.find(({ id }) => id === "2921480"),
      { id: "2921480", domain: "OFFICE", name: "bob", sid: null },
    );
    assert.equal(problems, []);
    assert.is((await errorOf(windows.ask("wts", {})))?.fault, "language");
    await windows.close();
  });

  test("gives names as they are, whatever is in them, and goes on behind a class that fails", async () => {
    await constrained(real, async (windows) => {
      assert.equal(await windows.ask("logons", {}), {
        boot: null,
        logons: [{ id: "18446744073709551615", type: 2, start: "2024-03-04T05:06:07.0000000Z", package: null }],
        accounts: [{ id: "18446744073709551615", domain: null, name: HOSTILE, sid: null }],
        problems: ["HRESULT 0x80041003,Get-CimInstance"],
      });
    });
  });
});
