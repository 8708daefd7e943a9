import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import type { Windows } from "../../../src/windows/ask.ts";
import { connectWindows } from "../../../src/windows/child/connect.ts";
import { script } from "../../../src/windows/scripts/script.ts";
import { missing } from "../../kit/require.ts";
import { describe } from "../../kit/suite.ts";
import { askFor, errorOf } from "./fake.ts";
import { inWindows, type Programs } from "./windows-folder.ts";

const fakeChild = fileURLToPath(new URL("fake-child.mjs", import.meta.url));
const quser = { "quser.exe": "echo someone\n" };

/** Runs `body` with a connection to a PowerShell that starts as `start` says, or by a text of its own. */
function connected<T>(start: string, programs: Programs, body: (windows: Windows) => Promise<T>): Promise<T> {
  return inWindows(programs, async (systemRoot) => {
    const powershell = join(systemRoot, "powershell");
    writeFileSync(
      powershell,
      start.startsWith("#!") ? start : `#!/bin/sh\nexec '${process.execPath}' '${fakeChild}' '${start}'\n`,
    );
    chmodSync(powershell, 0o755);
    const windows = connectWindows({ powershell, systemRoot, limits: { request: 10_000, start: 10_000 } });
    try {
      return await body(windows);
    } finally {
      await windows.close();
    }
  });
}

describe("the connection to Windows", (test) => {
  if (process.platform === "win32") {
    missing("/bin/sh", "the connection to Windows by programs in the place of PowerShell");
    test.skip("by shell scripts in the place of programs");
    return;
  }

  test("starts PowerShell without profile, logo and questions, with the whole program encoded", async () => {
    const greeting = Buffer.from('{"computer":"sh"}').toString("base64");
    const echo = `#!/bin/sh\necho "whoflux 0 ok ${greeting}"\nread line\nshift 7\nprintf %s "$*" >&2\nexit 5\n`;
    const flags = `#!/bin/sh\necho "$@" | cut -c 1-90 >&2\nexit 5\n`;
    await connected(flags, {}, async (windows) => {
      const error = await errorOf(windows.greet());
      assert.match(
        error?.detail ?? "",
        /, -NoLogo -NoProfile -NonInteractive -ExecutionPolicy Bypass -EncodedCommand \w+$/,
      );
    });
    await connected(echo, {}, async (windows) => {
      assert.is((await windows.greet()).computer, "sh");
    });
    assert.not.match(script, /\$input\b/i, "PowerShell would read the requests away");
  });

  test("is the child, where there is one", async () => {
    await connected("well", quser, async (windows) => {
      assert.is((await windows.greet()).language, "FullLanguage");
      assert.equal(await askFor(windows, "Security"), ["Security"]);
    });
  });

  test("under a policy asks one program for each question", async () => {
    await connected("under a policy", quser, async (windows) => {
      assert.equal((await windows.ask("quser", {})).lines, ["someone"]);
      assert.is((await errorOf(windows.ask("wts", {})))?.fault, "language");
    });
  });

  test("without a PowerShell still has what other programs tell, and says of the rest that there was no start", async () => {
    await connected("with an exit", quser, async (windows) => {
      assert.equal((await windows.ask("quser", {})).lines, ["someone"]);
      for (const question of [windows.greet(), windows.ask("logons", {}), windows.ask("channels", { names: [] })]) {
        assert.match((await errorOf(question))?.message ?? "", /^start: exit code 3, /);
      }
    });
  });

  test("gives a reader's questions to the one who opened it", async () => {
    const programs = { "wevtutil.exe": "printf '<Event>1</Event>'\n" };
    await connected("under a policy", programs, async (windows) => {
      const { reader } = await windows.ask("open", { log: "Security", kind: "channel", after: "0", ids: [] });
      assert.equal(await windows.ask("next", { reader, most: 5 }), { events: ["<Event>1</Event>"] });
      assert.equal(await windows.ask("next", { reader, most: 5 }), { events: [] });
      assert.equal(await windows.ask("close", { reader }), {});
    });
  });

  test("tells how much was said between the answers", async () => {
    await connected("with a banner", {}, async (windows) => {
      await windows.greet();
      assert.is(windows.noise, 2);
    });
  });

  test("does not pass on what a verb itself refuses", async () => {
    await connected("well", quser, async (windows) => {
      assert.is((await errorOf(askFor(windows, "error")))?.message, "refused: UnauthorizedAccessException");
    });
  });
});
