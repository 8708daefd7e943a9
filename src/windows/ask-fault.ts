import { WhofluxError } from "../model/error.ts";
import type { AskError, AskFault } from "./ask.ts";

/** What is wrong when PowerShell does not answer, and what helps. */
const words: Readonly<Record<AskFault, readonly [problem: string, cure?: string]>> = {
  start: ["PowerShell cannot be started", "name one with `--powershell PATH`"],
  timeout: ["PowerShell did not answer in time, and was ended"],
  crash: ["PowerShell ended before it answered"],
  refused: ["Windows refused"],
  language: [
    "a policy does not let PowerShell do this",
    "allow the program, or run as an account that the policy does not bind",
  ],
  closed: ["PowerShell was ended"],
};

/** A request that was not answered, as an error for people. `path`: the log or the source that was asked for. */
export function askFault(error: AskError, path?: string): WhofluxError {
  const [problem, cure] = words[error.fault];
  return new WhofluxError("E_SOURCE", problem, {
    ...(path === undefined ? {} : { path }),
    ...(error.detail === "" ? {} : { found: error.detail }),
    ...(cure === undefined ? {} : { cure }),
    cause: error,
  });
}
