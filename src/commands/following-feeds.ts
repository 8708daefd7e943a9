import type { Feed } from "../collect/feeds.ts";
import type { View } from "../collect/view.ts";
import type { Arguments } from "../model/arguments.ts";
import type { Windows } from "../windows/ask.ts";

/**
 * What the daemon follows on a machine (its root, or a Windows that answers), each feed with a state of its own in
 * `stateFolder`, which is there. Throws E_USAGE for options that mean nothing, and for a state that is of another root.
 */
export async function feedsFor(
  given: Arguments,
  machine: Windows | string,
  view: View,
  stateFolder: string,
): Promise<readonly Feed[]> {
  if (typeof machine === "string") return (await import("./following.ts")).feedsOf(given, machine, view, stateFolder);
  return (await import("./following-windows.ts")).feedsOfWindows(given, machine, view, stateFolder);
}
