import type { Arguments } from "../model/arguments.ts";
import { WhofluxError } from "../model/error.ts";
import type { OptionRow } from "../model/option.ts";

/** The options of `whoflux read` for files of Windows events. */
export const eventOptions = [
  { name: "people", help: "Windows events: leave out services, computers and the system's own accounts" },
  { name: "powershell", value: "PATH", help: "Windows: the PowerShell that opens .evtx files" },
] as const satisfies readonly OptionRow[];

/** Throws E_USAGE when a command line without Windows events has an option that only they take. */
export function refuseEventOptions({ switches, values }: Arguments): void {
  const given = eventOptions.find(({ name }) => switches.has(name) || values.has(name));
  if (given === undefined) return;
  const cure = `leave out \`--${given.name}\`, or add \`--layout windows-events\` where a file holds them`;
  throw new WhofluxError("E_USAGE", `\`--${given.name}\` is for files of Windows events`, { cure });
}
