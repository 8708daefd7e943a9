import type { Greeting } from "../windows/ask.ts";
import { type Logons, readLogons } from "../windows/sessions/logons.ts";
import type { WindowsFinding, WindowsSource } from "./source.ts";

const CLASS = "Win32_LogonSession";

/** What CIM lists: every logon of the local security authority, also those that are over and were leaked. */
export const cim: WindowsSource = {
  async look({ windows, greeting }) {
    const logons = readLogons(await windows.ask("logons", {}));
    const records = logons.entries.length;
    const health = { ...statusOf(logons, await greeting()), path: CLASS, records, skipped: logons.skipped };
    return { health, logons };
  },
};

function statusOf(
  { entries, skipped, problems }: Logons,
  greeting: Greeting | null,
): Pick<WindowsFinding["health"], "status" | "problem" | "cure"> {
  if (problems.length > 0)
    return { status: "partial", problem: `not all could be asked (found ${problems.join(", ")})` };
  if (skipped > 0) {
    const problem = `${skipped} of ${entries.length + skipped} entries are not what they should be`;
    return { status: entries.length > 0 ? "partial" : "failed", problem };
  }
  if (greeting?.elevated !== false) return { status: "ok" };
  return {
    status: "partial",
    problem: "without an administrator's full rights Windows lists this account's logons only",
    cure: "run elevated, or as SYSTEM",
  };
}
