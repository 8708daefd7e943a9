import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { type Run, whoflux } from "../../kit/cli.ts";
import { requirePowerShell } from "../../kit/require.ts";
import { describe } from "../../kit/suite.ts";
import { logon as nth, type PlainEvent, toXml } from "../events/event-writer.ts";
import { document, logon, morning, security, target, withFiles } from "./scene.ts";

const powershell = requirePowerShell("read of .evtx files through a real PowerShell");

//  The proxies read an .evtx file as text, an event a line: the head of a real one is a line without a record.
const evtx = (lines: readonly string[]): string => ["ElfFile\0", ...lines].join("\n");
const linesOf = (events: readonly PlainEvent[]): string[] => events.map((event) => toXml(event));

describe("read of .evtx files through a real PowerShell", (test) => {
  if (powershell === undefined) return test("is not shown here", () => assert.is(powershell, undefined));
  const proxies = fileURLToPath(new URL("../proxies/pwsh", import.meta.url));
  const read = (program: string, ...args: readonly string[]): Run =>
    whoflux(["read", "--powershell", proxies, ...args], {
      env: { WHOFLUX_POWERSHELL: program, WHOFLUX_PROXY: "empty" },
    });

  test("tells what the exported XML of it tells", async () => {
    await withFiles({ "x.evtx": evtx(linesOf(morning)), "x.xml": document(morning) }, (folder) => {
      for (const args of [[], ["--as", "sessions"], ["--format", "car"], ["--format", "ossem"]]) {
        const exported = read(powershell, ...args, `${folder}/x.xml`);
        assert.equal(read(powershell, ...args, `${folder}/x.evtx`), exported);
        assert.is(exported.status, 0);
      }
    });
  });

  test("takes as many questions as it needs, in the order of the records", async () => {
    const many = Array.from({ length: 700 }, (_, number) => ({ ...nth(number), record: BigInt(number + 1) }));
    await withFiles({ "x.evtx": evtx(linesOf(many)), "x.xml": document(many) }, (folder) => {
      const { status, stdout, stderr } = read(powershell, `${folder}/x.evtx`);
      assert.equal([status, stderr], [0, ""]);
      assert.is(stdout, read(powershell, `${folder}/x.xml`).stdout);
    });
  });

  test("keeps names of every script, and a clock that was set back", async () => {
    const who = target("Zoë 山田 \u{1f600}", "0x512d1");
    const events = [
      { ...security(7200, 4624, logon(who, 2)), record: 1n },
      { ...security(3600, 4800, { ...who, SessionId: "1" }), record: 2n },
      { ...security(3700, 4647, who), record: 3n },
    ];
    await withFiles({ "x.evtx": evtx(linesOf(events)) }, (folder) => {
      const { stdout } = read(powershell, `${folder}/x.evtx`);
      const rows = Buffer.from(stdout, "latin1").toString("utf8").trimEnd().split("\n");
      assert.equal(
        rows.map((row) => JSON.parse(row)).map(({ action, username }) => [action, username]),
        ["login", "lock", "logout"].map((action) => [action, "Zoë 山田 \u{1f600}"]),
      );
    });
  });

  test("gives what stands before damage, and says once where it was", async () => {
    const lines = linesOf(morning);
    await withFiles({ "x.evtx": evtx([...lines.slice(0, 6), "damaged", ...lines.slice(6)]) }, (folder) => {
      const { status, stdout, stderr } = read(powershell, `${folder}/x.evtx`);
      assert.is(status, 1);
      assert.is(stdout.trimEnd().split("\n").length, 6);
      assert.match(
        stderr,
        /^whoflux: \S+x\.evtx: PowerShell cannot read all of it behind record 1090 \(found refused: .*\n$/,
      );
    });
  });

  test("says once that there is no such PowerShell", async () => {
    await withFiles({ "x.evtx": evtx(linesOf(morning)) }, (folder) => {
      const { status, stdout, stderr } = read(`${folder}/none`, `${folder}/x.evtx`);
      assert.equal([status, stdout, stderr.split("\n").length - 1], [1, "", 1], stderr);
    });
  });
});
