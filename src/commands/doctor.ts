import { diagnose } from "../doctor/diagnose.ts";
import type { Verdict } from "../doctor/diagnosis.ts";
import { diagnosisText } from "../doctor/text.ts";
import type { WindowsVerdict } from "../doctor/windows/diagnosis.ts";
import type { Arguments } from "../model/arguments.ts";
import { WhofluxError } from "../model/error.ts";
import { visible } from "../model/visible.ts";
import { writeStdout } from "../sinks/stdout.ts";
import { layouts } from "../unix/layouts/index.ts";
import { createCore } from "../wasm/core.ts";
import { parseArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { doctorOptions } from "./doctor-options.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { platformOf, rootOf, sourcesOf } from "./machine-options.ts";

/** `whoflux doctor`: what can be read of logins here, by whom, and what to do about the rest. */
export const doctor: Command = {
  async run(args) {
    const given = parseArguments(doctorOptions, args);
    if (given.switches.has("help")) {
      const { doctorHelp } = await import("./doctor-help.ts");
      writeStdout(Buffer.from(doctorHelp()));
      return exitCodes.done;
    }
    const [operand] = given.operands;
    if (operand !== undefined) throw new WhofluxError("E_USAGE", "`doctor` takes no file", { found: operand });
    const format = given.values.get("format")?.[0] ?? "text";
    if (format !== "text" && format !== "json") {
      throw new WhofluxError("E_USAGE", "`--format` names no format", { expected: "text or json", found: format });
    }
    return platformOf(given) === "windows" ? diagnoseOnWindows(given, format) : diagnoseOnUnix(given, format);
  },
};

async function diagnoseOnUnix(given: Arguments, format: "text" | "json"): Promise<ExitCode> {
  const sources = sourcesOf(given);
  const diagnosis = await diagnose(createCore(layouts), {
    root: rootOf(given),
    ...(sources === undefined ? {} : { sources }),
    reader: { uid: process.geteuid?.(), groups: process.getgroups?.() ?? [] },
    platform: process.platform,
    now: BigInt(Date.now()) * 1000n,
    clock: () => performance.now(),
  });
  writeStdout(Buffer.from(format === "json" ? jsonOf(diagnosis) : diagnosisText(diagnosis)));
  return exitCodeOf(diagnosis.verdicts);
}

async function diagnoseOnWindows(given: Arguments, format: "text" | "json"): Promise<ExitCode> {
  const { windowsDiagnosisOf } = await import("./doctor-windows.ts");
  const { diagnosis, text } = await windowsDiagnosisOf(given);
  writeStdout(Buffer.from(format === "json" ? jsonOf(diagnosis) : text));
  return exitCodeOf(diagnosis.verdicts);
}

/** Whether anybody tells who is logged in. */
function exitCodeOf(verdicts: readonly (Verdict | WindowsVerdict)[]): ExitCode {
  return verdicts.some(({ what, can }) => what === "live" && can) ? exitCodes.done : exitCodes.failed;
}

function jsonOf(diagnosis: object): string {
  return `${JSON.stringify(diagnosis, safely)}\n`;
}

/** Every text of the diagnosis is safe to show already; this holds it to that. */
function safely(_: string, value: unknown): unknown {
  return typeof value === "string" ? visible(value) : value;
}
