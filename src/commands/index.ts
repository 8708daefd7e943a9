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
  collect: {
    summary: "who is logged in now, once; for Telegraf's exec",
    load: async () => (await import("./collect.ts")).collect,
  },
  execd: {
    summary: "the same whenever it is asked, until its input ends; for Telegraf's execd",
    load: async () => (await import("./execd.ts")).execd,
  },
  serve: {
    summary: "the same on a schedule, and what happens: to InfluxDB, through a spool on disk",
    load: async () => (await import("./serve.ts")).serve,
  },
  doctor: {
    summary: "what can be read of logins here, what cannot, and what cures that",
    load: async () => (await import("./doctor.ts")).doctor,
  },
  config: {
    summary: "a sample of the configuration, what is wrong with one, and what holds",
    load: async () => (await import("./config.ts")).config,
  },
};
