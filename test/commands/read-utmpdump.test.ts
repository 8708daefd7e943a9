import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { whoflux } from "../kit/cli.ts";
import { randomFrom, seedOfRun } from "../kit/random.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";

const RECORD = 384;
const FILES = 12;

/** Random bytes but for the time, where versions of utmpdump differ: seconds below 2^31, microseconds below a million. */
function randomFile(random: () => number): Uint8Array {
  const records = 1 + Math.floor(random() * 400);
  const rest = Math.floor(random() * RECORD);
  const bytes = Uint8Array.from({ length: records * RECORD + rest }, () =>
    random() < 0.3 ? 0 : Math.floor(random() * 256),
  );
  const view = new DataView(bytes.buffer);
  for (let record = 0; record < records; record++) {
    view.setUint32(record * RECORD + 340, Math.floor(random() * 2 ** 31), true);
    view.setUint32(record * RECORD + 344, Math.floor(random() * 1_000_000), true);
  }
  return bytes;
}

const utmpdump = requireProgram("utmpdump", "files of random bytes against the real utmpdump");
if (utmpdump !== undefined) {
  describe("whoflux read --format utmpdump", (test) => {
    const folder = mkdtempSync(join(tmpdir(), "whoflux-test-"));
    test.after(() => rmSync(folder, { recursive: true, force: true }));

    test("prints what utmpdump prints, byte for byte, for files of any bytes", () => {
      const seed = seedOfRun();
      const random = randomFrom(seed);
      for (let file = 0; file < FILES; file++) {
        const path = join(folder, `random-${file}`);
        writeFileSync(path, randomFile(random));
        const { stdout } = spawnSync(utmpdump, [path], { encoding: "latin1", env: { LC_ALL: "C", TZ: "UTC" } });
        const ours = whoflux(["read", "--layout", "linux-384-le", "--format", "utmpdump", path]);
        assert.ok(stdout.length > 100);
        assert.is(ours.stdout, stdout, `SEED=${seed}, file ${file}`);
      }
    });

    test("takes what utmpdump prints and prints it again", () => {
      const path = join(folder, "round");
      writeFileSync(path, randomFile(randomFrom(7)));
      const { stdout } = spawnSync(utmpdump, [path], { encoding: "latin1", env: { LC_ALL: "C", TZ: "UTC" } });
      const ours = whoflux(["read", "--format", "utmpdump", "-"], { input: Buffer.from(stdout, "latin1") });
      assert.is(ours.stdout, stdout);
    });
  });
}
