import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { requirePowerShell } from "../../kit/require.ts";
import { describe } from "../../kit/suite.ts";
import { inScene } from "./real-child.ts";

/** A system root whose quser.exe is a shell script. */
async function withQuser(
  folder: string,
  lines: readonly string[],
  body: (root: string) => Promise<void>,
): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "whoflux-quser-"));
  try {
    mkdirSync(join(root, folder));
    const path = join(root, folder, "quser.exe");
    writeFileSync(path, Buffer.from(["#!/bin/sh", ...lines, ""].join("\n"), "latin1"));
    chmodSync(path, 0o755);
    await body(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

if (requirePowerShell("quser as the program runs it") !== undefined) {
  describe("quser", (test) => {
    test("is told line by line, in any language, blanks kept", () =>
      inScene("french", async (child) => {
        const { found, exit, lines } = await child.ask("quser", {});
        assert.ok(found);
        assert.is(exit, 0);
        assert.is(lines[1], ">hélène                console             1  Actif       aucun   01/07/2024 08:30");
        assert.is(lines[2]?.slice(1, 9), "françois");
      }));

    test("that finds nobody has no line and its own exit code", () =>
      inScene("empty", async (child) =>
        assert.equal(await child.ask("quser", {}), { found: true, exit: 1, lines: [] }),
      ));

    test("is not found on a Home edition", () =>
      inScene("home", async (child) => assert.is((await child.ask("quser", {})).found, false)));

    for (const folder of ["System32", "sysnative"]) {
      test(`of ${folder} is run by its path: OEM bytes become text, and it takes none of the requests`, () =>
        //  0x84 is ä in code page 850; cat would swallow the next request if stdin were ours.
        withQuser(
          folder,
          ["cat >/dev/null", "printf ' J\\204ger \\r\\n'", "printf 'x\\n'", "echo Fehler >&2"],
          (root) =>
            inScene(
              "bare",
              async (child) => {
                for (const _ of [1, 2])
                  assert.equal(await child.ask("quser", {}), { found: true, exit: 0, lines: [" Jäger ", "x"] });
              },
              { WHOFLUX_PROXY_ROOT: root },
            ),
        ));
    }

    test("that fails with words on stderr is an exit code, not a failure of ours", () =>
      withQuser("System32", ["echo 'No User exists for *' >&2", "exit 1"], (root) =>
        inScene(
          "bare",
          async (child) => assert.equal(await child.ask("quser", {}), { found: true, exit: 1, lines: [] }),
          { WHOFLUX_PROXY_ROOT: root },
        ),
      ));
  });
}
