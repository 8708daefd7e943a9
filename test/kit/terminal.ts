import { spawnSync } from "node:child_process";

/** What a shell command showed on a terminal of its own, and how it ended; line ends are LF. */
export interface Shown {
  readonly status: number | null;
  readonly screen: string;
}

/** Runs a shell command on a new terminal of so many columns, through `script` of util-linux. */
export function onTerminal(script: string, columns: number, command: string, env: Record<string, string>): Shown {
  const { status, stdout } = spawnSync(
    script,
    ["--quiet", "--return", "--command", `stty cols ${columns} rows 24; ${command}`, "/dev/null"],
    { encoding: "utf8", timeout: 30_000, input: "", env: { ...process.env, SHELL: "/bin/sh", ...env } },
  );
  return { status, screen: stdout.replaceAll("\r\n", "\n") };
}
