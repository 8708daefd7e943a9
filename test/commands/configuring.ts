import { type RunOptions, whoflux } from "../kit/cli.ts";

/** Nothing of the machine's own configuration. */
export const nowhere = { HOME: "/nowhere", XDG_CONFIG_HOME: "", WHOFLUX_CONFIG: "" };

/** Runs `whoflux config`. */
export function config(args: readonly string[], { env, ...options }: RunOptions = {}) {
  const { status, stdout, stderr } = whoflux(["config", ...args], { ...options, env: { ...nowhere, ...env } });
  return { status, stdout: Buffer.from(stdout, "latin1").toString(), stderr };
}

/** Looks for mistakes in a text. */
export const check = (input: string | Uint8Array, env: Readonly<Record<string, string>> = {}) =>
  config(["--check", "-"], { input, env });
