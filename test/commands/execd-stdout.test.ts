import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import * as assert from "uvu/assert";
import { program } from "../kit/cli.ts";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";

describe("whoflux execd that cannot write", (test) => {
  const onLinux = existsSync("/dev/full") ? test : test.skip;

  onLinux("says why and ends with 1, as every command that failed", () =>
    inFolder((root) => {
      const full = openSync("/dev/full", "w");
      const options = { input: "\n", encoding: "utf8", timeout: 60_000 } as const;
      const { status, stderr } = spawnSync(process.execPath, [program, "execd", "--root", root], {
        ...options,
        stdio: ["pipe", full, "pipe"],
      });
      closeSync(full);
      assert.equal([status, stderr], [1, "E! whoflux: stdout: ENOSPC: no space left on device, write\n"]);
    }),
  );
});
