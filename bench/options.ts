import { parseArgs } from "node:util";

/** What can be measured: reading a wtmp, pairing it, counting a btmp, a live snapshot, event logs of Windows, a backlog. */
export const subjects = ["records", "sessions", "summary", "live", "windows", "drain"] as const;

export type Subject = (typeof subjects)[number];

/** What `npm run bench -- …` may be told. */
export interface BenchOptions {
  /** What is measured; undefined: everything. */
  readonly only: Subject | undefined;
  /** MiB of the big file. */
  readonly size: number;
  /** Measured runs of each command, after one that warms up. */
  readonly runs: number;
  /** Where output goes: nowhere, or through a pipe into `cat`. */
  readonly output: "null" | "pipe";
  /** The program under test, so that two builds can be compared. */
  readonly program: string;
}

/** Reads the command line; throws with a sentence on bad usage. */
export function benchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string" },
      size: { type: "string", default: "512" },
      runs: { type: "string", default: "5" },
      output: { type: "string", default: "null" },
      program: { type: "string", default: "dist/cli.cjs" },
    },
  });
  if (values.output !== "null" && values.output !== "pipe")
    throw new Error(`expected --output null or pipe, found ${values.output}`);
  const only = subjects.find((subject) => subject === values.only);
  if (only !== values.only) throw new Error(`expected --only ${subjects.join(" or ")}, found ${values.only}`);
  return {
    only,
    size: positive("size", values.size),
    runs: positive("runs", values.runs),
    output: values.output,
    program: values.program,
  };
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`expected --${name} to be a positive integer, found ${text}`);
  return value;
}
