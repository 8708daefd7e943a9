import type { ExitCode } from "./exit-codes.ts";

/** One command of the program. `run` gets what follows the command's name; it throws WhofluxError for wrong usage. */
export interface Command {
  run(args: readonly string[]): Promise<ExitCode>;
}
