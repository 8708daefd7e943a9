import type { Arguments } from "../model/arguments.ts";
import type { Windows } from "../windows/ask.ts";

/** The way to Windows; nothing is started before the first question. Throws E_USAGE for a `--powershell` without a path. */
export async function connectionOf({ values }: Arguments): Promise<Windows> {
  const { connectWindows } = await import("../windows/child/connect.ts");
  const powershell = values.get("powershell")?.[0];
  return connectWindows(powershell === undefined ? {} : { powershell });
}
