import { spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { openSource } from "../../src/unix/open/open.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { inFolder } from "./open-kit.ts";

describe("files that unpack to very much", (test) => {
  for (const [tool, args] of [
    ["gzip", ["-c"]],
    ["xz", ["-0c"]],
    ["zstd", ["-qc"]],
    ["bzip2", ["-c"]],
    ["lz4", ["-qc"]],
  ] as const) {
    const found = requireProgram(tool, "the memory that its files take");
    if (found === undefined) continue;
    test(`${tool}: memory does not grow with what comes out`, async () => {
      const packed = spawnSync("sh", ["-c", `head -c 100000000 /dev/zero | "${found}" ${args.join(" ")}`], {
        maxBuffer: 1 << 26,
      }).stdout;
      await inFolder(async (folder) => {
        writeFileSync(join(folder, "bomb"), packed);
        const source = await openSource(join(folder, "bomb"));
        const target = new Uint8Array(262_144);
        const before = process.memoryUsage();
        let [length, most] = [0, 0];
        for (let count = 1; count > 0; length += count) {
          count = await source.read(target);
          const { arrayBuffers, heapUsed } = process.memoryUsage();
          most = Math.max(most, arrayBuffers + heapUsed - before.arrayBuffers - before.heapUsed);
        }
        source.close();
        assert.is(length, 100_000_000);
        assert.ok(most < 64 << 20, `${most} bytes more`);
      });
    });
  }
});

describe("pipes that bring very much", (test) => {
  const mkfifo = requireProgram("mkfifo", "the memory that pipes take");
  if (mkfifo === undefined) return;
  test("one buffer takes it all", async () => {
    await inFolder(async (folder) => {
      const path = join(folder, "pipe");
      spawnSync(mkfifo, [path]);
      const writer = spawn("sh", ["-c", `head -c 100000000 /dev/zero > "${path}"`], { stdio: "ignore" });
      const source = await openSource(path);
      const target = new Uint8Array(262_144);
      const before = process.memoryUsage().arrayBuffers;
      let [length, most] = [0, 0];
      for (let count = 1; count > 0; length += count) {
        count = await source.read(target);
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      }
      source.close();
      writer.kill();
      assert.is(length, 100_000_000);
      assert.ok(most < 1 << 20, `${most} bytes more`);
    });
  });
});
