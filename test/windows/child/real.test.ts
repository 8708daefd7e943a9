import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import type { Windows } from "../../../src/windows/ask.ts";
import type { Limits } from "../../../src/windows/child/limits.ts";
import { encodedCommand, script } from "../../../src/windows/scripts/script.ts";
import { requirePowerShell } from "../../kit/require.ts";
import { describe } from "../../kit/suite.ts";
import { faultOf, powerShell } from "./fake.ts";

const proxy = fileURLToPath(new URL("../proxies/pwsh", import.meta.url));

/** Runs `body` with the real PowerShell in a scene. */
async function inScene(
  scene: string,
  limits: Partial<Limits>,
  body: (windows: Windows & { readonly starts: number; readonly noise: number }) => Promise<void>,
): Promise<void> {
  process.env.WHOFLUX_PROXY = scene;
  const args = ["-NoLogo", "-NoProfile", "-NonInteractive", "-EncodedCommand", encodedCommand(script)];
  const windows = powerShell({ program: { path: proxy, args } }, { start: 60_000, ...limits });
  try {
    await body(windows);
  } finally {
    await windows.close();
  }
}

describe("the child, with a real PowerShell in it", (test) => {
  const sentence = "starts, ends and restarts of the child with the product's own program";
  const real = requirePowerShell(sentence);
  if (real === undefined) {
    test.skip(sentence);
    return;
  }
  process.env.WHOFLUX_POWERSHELL = real;

  test("answers hundreds of requests in one process, without a word of noise", async () => {
    await inScene("office", {}, async (windows) => {
      for (let count = 0; count < 300; count++) assert.ok((await windows.ask("quser", {})).found);
      assert.is(windows.starts, 1);
      assert.is(windows.noise, 0);
    });
  });

  test("a question to CIM that hangs is killed, and the next question has another child", async () => {
    await inScene("hanging", { request: 1500 }, async (windows) => {
      await windows.greet();
      assert.is(await faultOf(windows.ask("logons", {})), "timeout");
      assert.is(await faultOf(windows.ask("quser", {})), "answered");
      assert.is(windows.starts, 2);
    });
  });

  test("gives way to another after so many requests, and when it has grown", async () => {
    await inScene("office", { requests: 2 }, async (windows) => {
      for (let count = 0; count < 5; count++) await windows.ask("quser", {});
      assert.is(windows.starts, 3);
    });
    await inScene("office", { memory: 1024 }, async (windows) => {
      await windows.ask("quser", {});
      await windows.ask("quser", {});
      assert.is(windows.starts, 2);
    });
  });
});
