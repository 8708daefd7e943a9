import type { ProcessFacts } from "../state/holder.ts";

/** This process, for locks. */
export const processFacts: ProcessFacts = {
  pid: process.pid,
  now: () => Date.now(),
  isRunning(pid) {
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      // Somebody else's process may not be asked, but it is there.
      return (error as NodeJS.ErrnoException).code === "EPERM";
    }
  },
};
