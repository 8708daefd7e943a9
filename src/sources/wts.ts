import { lockFlagOf, readSeats } from "../windows/sessions/seats.ts";
import { lossStatus } from "./fault.ts";
import type { WindowsSource } from "./source.ts";

const LIBRARY = "wtsapi32.dll";

/** What the terminal services say themselves: who sits before which session, since when, from where, locked or not. */
export const wts: WindowsSource = {
  async look({ windows, greeting }) {
    const answer = await windows.ask("wts", {});
    const { entries, skipped } = readSeats(answer, lockFlagOf((await greeting())?.windows ?? null));
    const health = { path: LIBRARY, records: entries.length, skipped };
    if (skipped === 0) return { health: { ...health, status: "ok" }, seats: entries };
    const problem = `${skipped} of ${entries.length + skipped} sessions are not what they should be`;
    return { health: { ...health, status: lossStatus(entries.length), problem }, seats: entries };
  },
};
