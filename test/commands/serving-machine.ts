import { login, Machine } from "../telegraf/machines.ts";

/** A machine with a person on it, and a folder for state beside its root. */
export async function onMachine(run: (machine: Machine, args: readonly string[]) => Promise<void>): Promise<void> {
  const machine = new Machine();
  try {
    machine.people([login("alice", "pts/0")]);
    machine.log("wtmp", [login("alice", "pts/0")]);
    await run(machine, ["--root", machine.root, "--state-directory", machine.file("state")]);
  } finally {
    machine.remove();
  }
}

/** Schedules of a test: a tick a second. */
export const fast = ["--snapshot", "* * * * * *", "--events", "* * * * * *"];

/** How often a pattern is in a text. */
export const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
