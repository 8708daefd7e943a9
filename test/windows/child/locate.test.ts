import { mkdirSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { WhofluxError } from "../../../src/model/error.ts";
import { locatePowerShell, systemProgram } from "../../../src/windows/child/locate.ts";
import { inFolder } from "../../kit/databases.ts";
import { describe } from "../../kit/suite.ts";

describe("where programs are", (test) => {
  test("in System32; a 32-bit process sees the real one as sysnative", () => {
    inFolder((root) => {
      assert.is(systemProgram(root, "quser.exe"), join(root, "System32", "quser.exe"));
      assert.is(
        locatePowerShell(root, undefined),
        join(root, "System32", "WindowsPowerShell", "v1.0", "powershell.exe"),
      );
      mkdirSync(join(root, "sysnative"));
      assert.is(systemProgram(root, "quser.exe"), join(root, "sysnative", "quser.exe"));
    });
  });

  test("where somebody says, if a folder is said", () => {
    for (const path of ["/usr/bin/pwsh", "./pwsh", "C:\\Program Files\\PowerShell\\7\\pwsh.exe"]) {
      assert.is(locatePowerShell("/windows", path), path);
    }
  });

  test("a bare name is refused: PATH has no say", () => {
    assert.throws(
      () => locatePowerShell("/windows", "pwsh"),
      (error: unknown) => error instanceof WhofluxError && error.code === "E_USAGE" && /found pwsh/.test(error.message),
    );
  });
});
