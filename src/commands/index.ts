import type { Command } from "./command.ts";

/** A command in the table: loaded only when it is called. */
export interface CommandRow {
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Every command by its name, in the order of the help. */
export const commands: Readonly<Record<string, CommandRow>> = {
  read: {
    summary: "login files of any Unix to line protocol, JSON, CSV or text",
    load: async () => (await import("./read.ts")).read,
  },
};
