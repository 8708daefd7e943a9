import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { type Run, whoflux } from "../../kit/cli.ts";
import { identityOf, parseLineProtocol } from "../../kit/line-protocol.ts";
import { requirePowerShell } from "../../kit/require.ts";
import { describe } from "../../kit/suite.ts";
import { parseAll } from "../../kit/telegraf-parser.ts";

function utf8({ stdout }: Run): string {
  return Buffer.from(stdout, "latin1").toString("utf8");
}

function json(run: Run): Record<string, unknown>[] {
  return utf8(run)
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

const powershell = requirePowerShell("collect of Windows through a real PowerShell");

describe("whoflux collect of Windows through a real PowerShell", (test) => {
  if (powershell === undefined) return test("is not shown here", () => assert.is(powershell, undefined));
  const proxies = fileURLToPath(new URL("../proxies/pwsh", import.meta.url));
  const collectIn = (scene: string, ...args: readonly string[]): Run =>
    whoflux(["collect", "--powershell", proxies, ...args], {
      env: { WHOFLUX_POWERSHELL: powershell, WHOFLUX_PROXY: scene },
    });

  for (const scene of [
    "office",
    "german",
    "french",
    "japanese",
    "azure",
    "empty",
    "hostile",
    "crowd",
    "partial",
    "home",
  ]) {
    test(`gives points that every reader takes: ${scene}`, () => {
      const run = collectIn(scene, "--source", "cim,quser,wts", "--all");
      assert.is(run.status, 0, run.stderr);
      const points = parseLineProtocol(utf8(run));
      assert.is(new Set(points.map(identityOf)).size, points.length);
      assert.is(parseAll(utf8(run)).length, points.length);
      assert.is(points.filter(({ measurement }) => measurement === "logon_collector").length, 3);
    });
  }

  test("tells who is in an office: a split administrator, a locked screen, one who left, one from afar", () => {
    assert.equal(
      json(collectIn("office", "--format", "jsonl")).map(({ username, line, state, linked_logon_id }) => [
        username,
        line,
        state,
        linked_logon_id,
      ]),
      [
        ["admin", "console", "active", "0x513ba"],
        ["bob", "rdp-tcp#3", "locked", undefined],
        ["carol", undefined, "disconnected", undefined],
        ["dave", undefined, undefined, undefined],
      ],
    );
  });

  test("tells names as they are", () => {
    assert.equal(
      json(collectIn("german", "--format", "jsonl")).map(({ username, state }) => [username, state]),
      [
        ["jmüller", "active"],
        ["Björn Groß", "disconnected"],
      ],
    );
  });
});
