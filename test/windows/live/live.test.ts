import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { program, whoflux } from "../../kit/cli.ts";
import { parseLineProtocol } from "../../kit/line-protocol.ts";
import { report } from "../../kit/report.ts";
import { type Declare, describe } from "../../kit/suite.ts";

/** Another PowerShell than Windows' own, to run the same tests with: pwsh. */
const named = process.env.WHOFLUX_POWERSHELL;
const through = named === undefined ? [] : ["--powershell", named];

interface Told {
  readonly powershell: { readonly status: string; readonly version: string };
  readonly live: readonly { readonly source: string; readonly status: string; readonly problem?: string }[];
  readonly logs: readonly { readonly log: string; readonly status: string; readonly first?: string }[];
}

function doctor(): Told {
  const { status, stdout, stderr } = whoflux(["doctor", "--format", "json", ...through]);
  assert.is(stderr, "");
  process.stdout.write(`${stdout}\n`);
  assert.is(status, 0);
  return JSON.parse(Buffer.from(stdout, "latin1").toString());
}

if (process.platform === "win32") describe("whoflux on a real Windows", live);
else {
  process.stdout.write("skipped: no Windows: everything that only a real one shows\n");
  report.skipped("no Windows: everything that only a real one shows");
}

function live(test: Declare): void {
  test("gets answers of PowerShell, CIM and the event logs", () => {
    const { powershell, live, logs } = doctor();
    assert.is(powershell.status, "ok");
    assert.match(powershell.version, /^(?:5\.1|7)\./);
    const cim = live.find(({ source }) => source === "cim");
    assert.ok(cim?.status === "ok" || cim?.status === "partial", cim?.problem ?? "no cim");
    const wts = live.find(({ source }) => source === "wts");
    assert.is(wts?.status, "ok", wts?.problem ?? "no wts");
    const system = logs.find(({ log }) => log === "system");
    assert.is(system?.status, "ok");
    assert.match(system?.first ?? "", /^20\d\d-/);
  });

  test("collects line protocol, the system's own logons too when asked", () => {
    const { status, stdout, stderr } = whoflux(["collect", "--all", "-f", "line-protocol", ...through]);
    process.stdout.write(`${stdout}${stderr}\n`);
    assert.is(status, 0);
    const points = parseLineProtocol(stdout);
    const sources = points.filter(({ measurement }) => measurement === "logon_collector");
    assert.ok(sources.length >= 3);
    assert.ok(points.some(({ measurement }) => measurement === "logon_session"));
  });

  test("follows its event logs from run to run", () => {
    const folder = mkdtempSync(join(tmpdir(), "whoflux-live-"));
    try {
      const state = ["--state", join(folder, "state")];
      for (const run of ["first", "second"]) {
        const { status, stdout, stderr } = whoflux(["collect", "--as", "events", ...state, "--all", ...through]);
        process.stdout.write(`${run}: ${stdout}${stderr}\n`);
        assert.is(status, 0);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("answers execd as often as it is asked until its input ends", async () => {
    const { status, text } = await askedTwice(["execd", ...through]);
    assert.is(status, 0);
    assert.is(parseLineProtocol(text).filter(({ measurement }) => measurement === "logon_summary").length, 2);
  });
}

/** Asks a long-lived command, and asks again when it has answered; then its input ends. */
function askedTwice(args: readonly string[]): Promise<{ readonly status: number | null; readonly text: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ["pipe", "pipe", "inherit"] });
    let text = "";
    let asked = 1;
    child.stdin.write("\n");
    child.stdout.on("data", (bytes: Buffer) => {
      text += bytes.toString();
      if (text.split("logon_summary ").length <= asked) return;
      asked += 1;
      if (asked === 2) child.stdin.write("\n");
      else child.stdin.end();
    });
    child.on("close", (status) => resolve({ status, text }));
  });
}
