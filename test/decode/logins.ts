import type { WriterRecord } from "../kit/utmp-writer.ts";

/** Microseconds: the first login. */
export const START = 1_767_225_600_000_000;

/** Logins one second apart, told from each other by pid. */
export function logins(count: number, from = 0): WriterRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    type: "USER_PROCESS",
    pid: 4000 + from + index,
    line: `pts/${index % 9}`,
    id: `ts/${index % 9}`,
    user: `user${from + index}`,
    host: "192.0.2.7",
    addr: "192.0.2.7",
    time: START + (from + index) * 1_000_000,
  }));
}

/** Bytes that look like no record. */
export const garbage = Uint8Array.from({ length: 1000 }, (_, index) => (index * 167 + 41) % 251);
