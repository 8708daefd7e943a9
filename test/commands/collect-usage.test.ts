import { execFileSync } from "node:child_process";
import { lstatSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { whoflux } from "../kit/cli.ts";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";

describe("wrong usage of whoflux collect and execd", (test) => {
  const onUnix = process.platform === "win32" ? test.skip : test;

  onUnix("a state in the place of what is no file is refused, and what is there stays: it may be /dev/null", () =>
    inFolder((folder) => {
      const fifo = join(folder, "fifo");
      execFileSync("mkfifo", [fifo]);
      mkdirSync(join(folder, "directory"));
      symlinkSync("fifo", join(folder, "link"));
      for (const name of ["fifo", "directory", "link"]) {
        const state = join(folder, name);
        for (const command of ["collect", "execd"]) {
          const { status, stderr } = whoflux([command, "--root", folder, "--events", "--state", state]);
          assert.equal([status, stderr], [2, `whoflux: \`--state\` is no file (found ${state})\n`]);
        }
      }
      assert.ok(lstatSync(fifo).isFIFO());
      assert.equal(readdirSync(folder).sort(), ["directory", "fifo", "link"]);
    }),
  );

  test("a state without a name is refused", () => {
    const { status, stderr } = whoflux(["collect", "--events", "--state", ""]);
    assert.equal([status, stderr], [2, "whoflux: `--state` is no file (found nothing)\n"]);
  });

  test("a source that is none is refused also where none would be asked", () =>
    inFolder((folder) => {
      const state = join(folder, "state");
      const { status, stderr } = whoflux(["collect", "--as", "events", "--state", state, "--source", "nobody"]);
      assert.is(status, 2);
      assert.match(stderr, /`--source` names no source .*found nobody/);
      assert.equal(readdirSync(folder), []);
    }));
});
