import { diagnoseWindows } from "../doctor/windows/diagnose.ts";
import type { WindowsDiagnosis } from "../doctor/windows/diagnosis.ts";
import { windowsDiagnosisText } from "../doctor/windows/text.ts";
import type { Arguments } from "../model/arguments.ts";
import { locatePowerShell } from "../windows/child/locate.ts";
import { eventLogs, eventLogsOf, sourcesOf } from "./machine-options.ts";
import { connectionOf } from "./windows-connection.ts";

/** The diagnosis of Windows that the options of `doctor` ask for, and its text. */
export async function windowsDiagnosisOf(
  given: Arguments,
): Promise<{ readonly diagnosis: WindowsDiagnosis; readonly text: string }> {
  const sources = sourcesOf(given);
  const windows = await connectionOf(given);
  try {
    const diagnosis = await diagnoseWindows({
      windows,
      powershell: locatePowerShell(process.env.SystemRoot ?? "C:\\Windows", given.values.get("powershell")?.[0]),
      ...(sources === undefined ? {} : { sources }),
      logs: eventLogsOf(given) ?? eventLogs,
      clock: () => performance.now(),
    });
    return { diagnosis, text: windowsDiagnosisText(diagnosis) };
  } finally {
    await windows.close();
  }
}
