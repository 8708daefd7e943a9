import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { bare } from "../commands/serving.ts";
import { describe } from "../kit/suite.ts";

const script = fileURLToPath(new URL("../../scripts/start.mjs", import.meta.url));

/** Runs npm start once, with state in a folder of its own. */
function started(...args: readonly string[]) {
  const state = mkdtempSync(join(tmpdir(), "whoflux-start-"));
  try {
    const once = ["--once", "--state-directory", state, ...args];
    return spawnSync(process.execPath, [script, ...once], { encoding: "utf8", env: bare(), timeout: 50_000 });
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

describe("npm start", (test) => {
  test("shows something at once on any machine, also where nobody is logged in", () => {
    const { status, stdout } = started();
    assert.is(status, 0);
    assert.match(stdout, /^logon_summary,host=/m);
    assert.match(stdout, /^logon_collector,/m);
  });

  test("shows a sample host with several sessions and four weeks of events", () => {
    const { status, stdout, stderr } = started("--root", "fixtures/hosts/sample", "--backfill", "all");
    assert.equal([status, stderr], [0, ""]);
    const count = (measurement: string): number =>
      stdout.split("\n").filter((line) => line.startsWith(measurement)).length;
    assert.ok(count("logon_session,") >= 4);
    assert.ok(count("logon_event,") > 500);
    assert.is(count("logon_summary"), 1);
  });
});
