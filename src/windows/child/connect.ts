//  The rim of this folder: the environment, the clock and chance come in here. They decide when a child is started, and
//  nothing that is ever printed.

import { type Answer, type Arguments, AskError, type Greeting, type Verb, type Windows } from "../ask.ts";
import { encodedCommand, script } from "../scripts/script.ts";
import { type Limits, usualLimits } from "./limits.ts";
import { locatePowerShell } from "./locate.ts";
import { OneShot } from "./one-shot.ts";
import { PowerShell } from "./powershell.ts";
import { spawn } from "./spawn.ts";

/** How Windows is to be asked. */
export interface ConnectOptions {
  /** Path of a powershell.exe or pwsh; absent: Windows' own. */
  readonly powershell?: string;
  /** Windows' folder; absent: what `%SystemRoot%` says. */
  readonly systemRoot?: string;
  readonly limits?: Partial<Limits>;
}

/**
 * Something that answers the verbs: one PowerShell that stays, and behind it what can be had without, where a policy forbids it
 * or it does not start. Nothing is started before the first question. Throws E_USAGE for a PowerShell without a path.
 */
export function connectWindows(options: ConnectOptions = {}): Windows {
  const systemRoot = options.systemRoot ?? process.env.SystemRoot ?? "C:\\Windows";
  const path = locatePowerShell(systemRoot, options.powershell);
  const limits = { ...usualLimits, ...options.limits };
  const flags = ["-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass"];
  const child = new PowerShell({
    program: { path, args: [...flags, "-EncodedCommand", encodedCommand(script)] },
    start: spawn,
    limits,
    clock: () => performance.now(),
    random: Math.random,
  });
  const oneShot = new OneShot({
    systemRoot,
    powershell: path,
    start: spawn,
    limit: limits.request,
    queue: limits.queue,
  });
  return new Connection(child, oneShot);
}

/** The child, and what stands in for it. */
class Connection implements Windows {
  readonly #child: PowerShell;
  readonly #oneShot: OneShot;

  constructor(child: PowerShell, oneShot: OneShot) {
    this.#child = child;
    this.#oneShot = oneShot;
  }

  async greet(): Promise<Greeting> {
    try {
      return await this.#child.greet();
    } catch (error) {
      if (isFault(error, "language")) return this.#oneShot.greet();
      throw error;
    }
  }

  async ask<V extends Verb>(verb: V, given: Arguments<V>): Promise<Answer<V>> {
    if ("reader" in given && given.reader < 0) return this.#oneShot.ask(verb, given);
    try {
      return await this.#child.ask(verb, given);
    } catch (error) {
      if (isFault(error, "language") || (isFault(error, "start") && this.#oneShot.isNative(verb)))
        return this.#oneShot.ask(verb, given);
      throw error;
    }
  }

  get noise(): number {
    return this.#child.noise;
  }

  async close(): Promise<void> {
    await Promise.all([this.#child.close(), this.#oneShot.close()]);
  }
}

function isFault(error: unknown, fault: AskError["fault"]): boolean {
  return error instanceof AskError && error.fault === fault;
}
