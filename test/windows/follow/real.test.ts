import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { whoflux } from "../../kit/cli.ts";
import { parseLineProtocol } from "../../kit/line-protocol.ts";
import { requirePowerShell } from "../../kit/require.ts";
import { describe } from "../../kit/suite.ts";
import { toXml } from "../events/event-writer.ts";

const pwsh = fileURLToPath(new URL("../proxies/pwsh", import.meta.url));
const alice = [
  ["TargetUserSid", "S-1-5-21-1-2-3-1001"],
  ["TargetUserName", "alice"],
  ["TargetDomainName", "OFFICE"],
  ["TargetLogonId", "0x512d1"],
] as const;

/** A machine whose Security log is a file, and how whoflux is run there. */
class Machine {
  readonly folder = mkdtempSync(join(tmpdir(), "whoflux-follow-"));
  #record = 0;

  constructor() {
    mkdirSync(join(this.folder, "logs"));
  }

  /** Writes an event of a minute ago. */
  write(id: number, data: readonly (readonly [string, string])[]): void {
    this.#record += 1;
    const systemTime = new Date(Date.now() - 60_000 + this.#record).toISOString().replace("Z", "1234Z");
    const provider = "Microsoft-Windows-Security-Auditing";
    const common = { provider, channel: "Security", computer: "TS01.office.example", version: 2, unnamed: [] };
    const xml = toXml({ ...common, id, record: BigInt(this.#record), systemTime, data });
    appendFileSync(join(this.folder, "logs", "Security"), `${xml}\n`);
  }

  collect(...more: readonly string[]): readonly string[] {
    const { status, stdout, stderr } = whoflux(
      [
        "collect",
        "--as",
        "events",
        "--state",
        join(this.folder, "state"),
        "-f",
        "line-protocol",
        "--powershell",
        pwsh,
        ...more,
      ],
      { env: { WHOFLUX_PROXY: "office", WHOFLUX_PROXY_LOGS: join(this.folder, "logs") } },
    );
    assert.equal({ status, stderr }, { status: 0, stderr: "" });
    return stdout.split("\n").filter((line) => line !== "");
  }
}

if (requirePowerShell("event logs that are followed through a real PowerShell") !== undefined) {
  describe("following event logs through PowerShell", (test) => {
    test("tells what came from run to run, with the session that the snapshot names, and covers names that fail", () => {
      const machine = new Machine();
      try {
        machine.write(4634, alice);
        assert.equal(machine.collect(), []);
        machine.write(4624, [...alice, ["LogonType", "10"], ["IpAddress", "192.0.2.7"]]);
        machine.write(4625, [
          ["TargetUserName", "hunter2"],
          ["SubStatus", "0xc0000064"],
          ["LogonType", "3"],
        ]);
        machine.write(4625, [
          ["TargetUserName", "alice"],
          ["SubStatus", "0xc000006a"],
          ["LogonType", "3"],
        ]);
        machine.write(4624, [
          ["TargetUserSid", "S-1-5-18"],
          ["TargetUserName", "SYSTEM"],
          ["TargetLogonId", "0x3e7"],
          ["LogonType", "5"],
        ]);
        const lines = machine.collect();
        assert.equal(parseLineProtocol(`${lines.join("\n")}\n`).length, 3);
        assert.match(lines[0] ?? "", /^logon_event,action=login,.*username=alice .*session="0x512d1@1709532012"/);
        assert.not.match(lines.join("\n"), /hunter2|SYSTEM/);
        assert.match(lines[2] ?? "", /username=alice login_successful=false/);
        assert.equal(machine.collect(), []);
        machine.write(4647, alice);
        assert.match(
          machine.collect("--source", "security")[0] ?? "",
          /action=logout.*login_time=\d{19}i,duration_s=\d+i/,
        );
      } finally {
        rmSync(machine.folder, { recursive: true, force: true });
      }
    });
  });
}
