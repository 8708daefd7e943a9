import { fileURLToPath } from "node:url";
import { type Answer, AskError, type AskFault, type Windows } from "../../../src/windows/ask.ts";
import { type Limits, usualLimits } from "../../../src/windows/child/limits.ts";
import { PowerShell, type PowerShellParts } from "../../../src/windows/child/powershell.ts";
import { spawn } from "../../../src/windows/child/spawn.ts";

const script = fileURLToPath(new URL("fake-child.mjs", import.meta.url));

/** A PowerShell whose child is the fake one, started as `start` says. */
export function fakePowerShell(start: string, limits: Partial<Limits> = {}): PowerShell {
  return powerShell({ program: { path: process.execPath, args: [script, start] } }, limits);
}

/** A PowerShell of the parts that matter to a test. */
export function powerShell(parts: Partial<PowerShellParts>, limits: Partial<Limits> = {}): PowerShell {
  return new PowerShell({
    program: { path: process.execPath, args: [] },
    start: spawn,
    limits: { ...usualLimits, request: 10_000, start: 10_000, ...limits },
    clock: () => performance.now(),
    random: () => 0.5,
    ...parts,
  });
}

/** Asks for a channel; the fake child answers with its name. */
export async function askFor(windows: Windows, name: string): Promise<readonly unknown[]> {
  const { channels } = (await windows.ask("channels", { names: [name] })) as Answer<"channels">;
  return channels;
}

/** How a question fails; `answered` when it does not. */
export async function faultOf(question: Promise<unknown>): Promise<AskFault | "answered"> {
  return (await errorOf(question))?.fault ?? "answered";
}

/** What a question fails with; undefined when it does not. */
export async function errorOf(question: Promise<unknown>): Promise<AskError | undefined> {
  try {
    await question;
    return undefined;
  } catch (error) {
    if (error instanceof AskError) return error;
    throw error;
  }
}
