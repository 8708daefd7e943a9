import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";

const bash = requireProgram("bash", "a quarantine file on a disk that refuses");
if (bash !== undefined && process.platform !== "win32") {
  describe("the quarantine file on a full disk", (test) => {
    let folder = "";
    test.before(() => {
      folder = mkdtempSync(join(tmpdir(), "whoflux-quarantine-"));
    });
    test.after(() => rmSync(folder, { recursive: true, force: true }));

    test("leaves nothing of lines that the disk refuses in their middle", () => {
      // A limit of 64 KiB a file stands for a disk that is full: a write ends in the middle, the next fails.
      const path = join(folder, "limited.jsonl");
      const script = join(folder, "fill.ts");
      writeFileSync(script, fill(new URL("../../src/sinks/quarantine.ts", import.meta.url).pathname, path));
      const limited = `trap '' XFSZ; ulimit -f 64; exec "$0" --import tsx "$1"`;
      const { stdout, stderr } = spawnSync(bash, ["-c", limited, process.execPath, script], {
        encoding: "utf8",
        cwd: fileURLToPath(new URL("../..", import.meta.url)),
      });
      const [kept, message] = stdout.split(" ", 2);
      assert.match(message ?? "", path, stderr);
      const rows = readFileSync(path, "utf8")
        .split("\n")
        .slice(0, -1)
        .map((row) => JSON.parse(row));
      assert.is(rows.length, Number(kept));
      assert.ok(rows.length > 10 && rows.length % 3 === 0);
      assert.ok(statSync(path).size < 64 * 1024);
    });
  });
}

/** A program that adds three lines at a time until it may not, and prints how many were kept and what was said. */
function fill(module: string, path: string): string {
  return `
import { Quarantine } from ${JSON.stringify(module)};
const quarantine = new Quarantine({ path: ${JSON.stringify(path)}, now: () => 0, say: () => undefined });
const line = "x".repeat(1000);
const text = new TextEncoder().encode((line + "\\n").repeat(3));
let kept = 0;
try {
  for (;;) {
    quarantine.add([{ nature: "poison", status: 400, reason: "no", text, lines: 3 }], "InfluxDB");
    kept += 3;
  }
} catch (error) {
  console.log(kept, (error as Error).message);
}
`;
}
