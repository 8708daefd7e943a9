import type { WriterRecord } from "../kit/utmp-writer.ts";

/** 14 November 2023, 22:13:20 UTC, in microseconds. */
export const START = 1_700_000_000_000_000;
export const SECOND = 1_000_000;

/** What init calls a line; never the line itself. */
function idOf(line: string): string {
  return `i${line.slice(-3)}`;
}

/** Somebody comes onto a line, `second` seconds after the start. */
export function login(user: string, line: string, second: number, pid = 1000 + second): WriterRecord {
  return {
    type: "USER_PROCESS",
    user,
    line,
    id: idOf(line),
    pid,
    host: "host.example.org",
    time: START + second * SECOND + 7,
  };
}

/** A line is left. */
export function logout(line: string, second: number, pid = 0): WriterRecord {
  return { type: "DEAD_PROCESS", line, id: idOf(line), pid, time: START + second * SECOND + 7 };
}

export function boot(second: number): WriterRecord {
  return { type: "BOOT_TIME", user: "reboot", line: "~", host: "6.1.0", time: START + second * SECOND + 7 };
}

export function shutdown(second: number): WriterRecord {
  return { type: "RUN_LVL", user: "shutdown", line: "~", host: "6.1.0", time: START + second * SECOND + 7 };
}

/** The clock is about to be moved away from `second`, or has just been moved there. */
export function step(type: "OLD_TIME" | "NEW_TIME", second: number): WriterRecord {
  return { type, line: type === "OLD_TIME" ? "|" : "{", time: START + second * SECOND + 7 };
}

/** A login that failed, stamped in whole seconds as sshd does it. */
export function failure(user: string, second: number, pid = 1): WriterRecord {
  return { type: "LOGIN_PROCESS", user, line: "ssh:notty", pid, host: "203.0.113.9", time: START + second * SECOND };
}
