import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { readEvents } from "../../../src/index.ts";
import { whoflux } from "../../kit/cli.ts";
import { describe } from "../../kit/suite.ts";
import { toXml } from "../events/event-writer.ts";
import { document, morning, withFiles } from "./scene.ts";

const powershell = fileURLToPath(new URL("evtx-powershell.mjs", import.meta.url));
const files = {
  "Security.evtx": "ElfFile\0",
  "Security.evtx.lines": morning.map((event) => toXml(event)).join("\n"),
  "Security.xml": document(morning),
};

//  A script is no program on Windows.
if (process.platform !== "win32") {
  describe("read of an .evtx file through a PowerShell", (test) => {
    test("tells what the exported XML of it tells", async () => {
      await withFiles(files, (folder) => {
        for (const args of [[], ["--as", "sessions"], ["--format", "car"], ["--format", "ossem"]]) {
          const exported = whoflux(["read", ...args, `${folder}/Security.xml`]);
          const opened = whoflux(["read", ...args, "--powershell", powershell, `${folder}/Security.evtx`]);
          assert.is(exported.status, 0);
          assert.equal(opened, exported);
        }
      });
    });

    test("goes through the library too", async () => {
      await withFiles(files, async (folder) => {
        const found: unknown[] = [];
        for await (const { event_id } of readEvents(`${folder}/Security.evtx`, { powershell })) found.push(event_id);
        assert.equal(
          found,
          morning.map(({ id }) => id),
        );
      });
    });

    test("says what is wrong when there is no such PowerShell, and reads the other files", async () => {
      await withFiles(files, (folder) => {
        const args = ["read", "--powershell", `${folder}/no-pwsh`, `${folder}/Security.evtx`, `${folder}/Security.xml`];
        const { status, stdout, stderr } = whoflux(args);
        assert.equal([status, stdout.split("\n").length - 1], [1, morning.length]);
        assert.match(stderr, /Security\.evtx: PowerShell cannot read it \(found start: /);
      });
    });
  });
}
