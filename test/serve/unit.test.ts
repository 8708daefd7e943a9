import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { missing, requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";

const unit = readFileSync(new URL("../../systemd/whoflux.service", import.meta.url), "utf8");

/** What systemd says of a unit, with a program in it that is there. */
function verified(program: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "whoflux-unit-"));
  const path = join(folder, "whoflux.service");
  try {
    writeFileSync(path, text.replace("/usr/bin/whoflux", process.execPath));
    const { status, stdout, stderr, error } = spawnSync(program, ["verify", "--man=no", path], { encoding: "utf8" });
    if (error !== undefined) throw error;
    return status === 0 && stdout + stderr === "" ? "fine" : stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("the unit for systemd", (test) => {
  test("is one that systemd takes without a word", () => {
    const program = requireProgram("systemd-analyze", "the unit for systemd");
    if (program === undefined) return;
    const said = verified(program, unit);
    // Where systemd never ran, its own units are not all there.
    if (/Failed to (?:initialize manager|load)/.test(said)) return missing("systemd cannot look at units here", said);
    assert.is(said, "fine");
    assert.is.not(verified(program, unit.replace("Type=notify", "Type=nothing")), "fine");
  });

  test("agrees with what the daemon needs", () => {
    const lines = unit.split("\n");
    for (const line of ["NotifyAccess=all", "StateDirectory=whoflux", "RestartPreventExitStatus=2"]) {
      assert.ok(lines.includes(line), line);
    }
    assert.match(unit, /^ExecReload=\S+ -HUP \$MAINPID$/m);
    assert.match(unit, /^RestrictAddressFamilies=.*\bAF_UNIX\b/m);
  });
});
