import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OneShot, type OneShotParts } from "../../../src/windows/child/one-shot.ts";
import { spawn } from "../../../src/windows/child/spawn.ts";
import { inFolder } from "../../kit/databases.ts";

/** Programs of Windows' folder, as the text of shell scripts. */
export type Programs = Readonly<Record<string, string>>;

/** Runs `body` with a folder like Windows' own, in which these programs are. */
export function inWindows<T>(programs: Programs, body: (systemRoot: string) => T): T {
  return inFolder((systemRoot) => {
    mkdirSync(join(systemRoot, "System32"));
    for (const [name, script] of Object.entries(programs)) {
      const path = join(systemRoot, "System32", name);
      writeFileSync(path, `#!/bin/sh\n${script}`);
      chmodSync(path, 0o755);
    }
    return body(systemRoot);
  });
}

/** Runs `body` with what answers by these programs; `powershell.exe` is among them. */
export function withOneShot<T>(
  programs: Programs,
  body: (windows: OneShot) => Promise<T>,
  parts: Partial<OneShotParts> = {},
): Promise<T> {
  return inWindows(programs, async (systemRoot) => {
    const powershell = join(systemRoot, "System32", "powershell.exe");
    const windows = new OneShot({ systemRoot, powershell, start: spawn, limit: 10_000, queue: 64, ...parts });
    try {
      return await body(windows);
    } finally {
      await windows.close();
    }
  });
}

/** A shell's text that prints these bytes. */
export function printing(bytes: Uint8Array): string {
  const octal = Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
  return `printf '${octal}'\n`;
}
