import { chmodSync, closeSync, mkdirSync, openSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { readText, reasonOf } from "../../src/config/read-text.ts";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";

const onUnix = process.platform !== "win32";

function reasonFor(file: string, most = 100): string {
  try {
    readText(file, most);
  } catch (error) {
    return reasonOf(error);
  }
  return "none";
}

describe("reading a text", (test) => {
  test("gives all of it, also of a descriptor, which stays open, and without a byte order mark", () =>
    inFolder((folder) => {
      const file = join(folder, "file");
      writeFileSync(file, "\ufeffZoë\n");
      assert.is(readText(file, 100).text, "Zoë\n");
      const fd = openSync(file, "r");
      assert.is(readText(fd, 100).text, "Zoë\n");
      closeSync(fd);
    }));

  test("up to so many bytes, and no more", () =>
    inFolder((folder) => {
      const file = join(folder, "file");
      writeFileSync(file, "x".repeat(100));
      assert.is(readText(file, 100).text.length, 100);
      assert.is(reasonFor(file, 99), "more than 99 bytes");
    }));

  test("what cannot be read is said in words", () =>
    inFolder((folder) => {
      mkdirSync(join(folder, "directory"));
      writeFileSync(join(folder, "latin"), Uint8Array.of(0x5a, 0xeb));
      symlinkSync("loop", join(folder, "loop"));
      assert.is(reasonFor(join(folder, "missing")), "no such file");
      assert.is(reasonFor(join(folder, "latin")), "no UTF-8");
      if (!onUnix) return;
      assert.is(reasonFor(join(folder, "directory")), "a directory");
      assert.is(reasonFor(join(folder, "loop")), "ELOOP");
      assert.is(reasonFor("/dev/zero", 5000), "more than 5000 bytes");
    }));

  const withModes = onUnix ? test : test.skip;
  withModes("tells whether everybody can read it, through links too", () =>
    inFolder((folder) => {
      const [file, link] = [join(folder, "file"), join(folder, "link")];
      writeFileSync(file, "x");
      symlinkSync("file", link);
      for (const [mode, isOpen] of [
        [0o600, false],
        [0o640, false],
        [0o604, true],
        [0o644, true],
      ] as const) {
        chmodSync(file, mode);
        assert.is(readText(link, 10).isOpenToAll, isOpen);
      }
    }),
  );
});
