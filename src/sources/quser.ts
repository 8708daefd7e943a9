import { list, object, text, truth } from "../model/json-shape.ts";
import { parseQuser } from "../windows/sessions/quser.ts";
import { lossStatus } from "./fault.ts";
import type { WindowsFinding, WindowsSource } from "./source.ts";

const PROGRAM = "quser.exe";

/** What `quser` prints: who sits before a session, or left one open. Home editions of Windows do not have it. */
export const quser: WindowsSource = {
  async look({ windows }) {
    return findingOf(await windows.ask("quser", {}));
  },
};

function findingOf(answer: unknown): WindowsFinding {
  const { found, exit, lines } = object(answer, "quser");
  const health = { path: PROGRAM, records: 0, skipped: 0 };
  if (truth(found, "found") === "no") {
    const problem = "this edition of Windows has no quser";
    return { health: { ...health, status: "missing", problem } };
  }
  const { entries, skipped } = parseQuser(list(lines, "lines").map((line) => text(line, "line")));
  const told = { ...health, records: entries.length, skipped };
  if (skipped > 0) {
    const problem = `${skipped} ${skipped === 1 ? "line is" : "lines are"} no session of a user`;
    return { health: { ...told, status: lossStatus(entries.length), problem }, seats: entries };
  }
  // Exit code 1 and not a word: nobody is there.
  if (entries.length > 0 || exit === 0 || exit === 1) return { health: { ...told, status: "ok" }, seats: entries };
  return { health: { ...told, status: "failed", problem: `quser fails (found exit code ${String(exit)})` } };
}
