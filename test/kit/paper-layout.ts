import type { RecordType } from "../../src/model/record.ts";

/** Where a field lies: byte offset and width. */
export type Place = readonly [at: number, width: number];

/** One on-disk layout as the platform's headers draw it, for writing; the decoder has its own table to be checked by. */
export interface PaperLayout {
  readonly size: number;
  /** Number to write for each type; a layout without types has none. */
  readonly types: readonly (RecordType | null)[];
  readonly texts: Readonly<Partial<Record<"line" | "id" | "user" | "host", Place>>>;
  readonly integers: Readonly<Partial<Record<PaperInteger, Place>>>;
  /** Whole seconds, and the microseconds beside them; or one count of microseconds. */
  readonly seconds?: Place;
  readonly micros?: Place;
  readonly microseconds?: Place;
  /** The address: 16 bytes with IPv4 in front, a BSD sockaddr with this number for IPv6, or IPv4 alone. */
  readonly address?: { readonly at: number; readonly form: "bytes" | "ipv4" | { readonly inet6: number } };
  /** Where the length of `host`, its NUL counted, is kept. */
  readonly hostLength?: Place;
  /** `array`: the place in the file is the uid. `trimmed`: a 16-bit length, trailing zeros cut off. */
  readonly framing?: "array" | "trimmed";
  /** User name of the header record that libc writes first. */
  readonly signature?: string;
}

export type PaperInteger =
  | "type"
  | "pid"
  | "session"
  | "exit_termination"
  | "exit_status"
  | "count"
  | "max"
  | "locktime";

/** ut_type by number, as each family of systems counts. */
export const typeNumbers = {
  none: [],
  linux: [
    "EMPTY",
    "RUN_LVL",
    "BOOT_TIME",
    "NEW_TIME",
    "OLD_TIME",
    "INIT_PROCESS",
    "LOGIN_PROCESS",
    "USER_PROCESS",
    "DEAD_PROCESS",
    "ACCOUNTING",
  ],
  bsd: [
    "EMPTY",
    "RUN_LVL",
    "BOOT_TIME",
    "OLD_TIME",
    "NEW_TIME",
    "INIT_PROCESS",
    "LOGIN_PROCESS",
    "USER_PROCESS",
    "DEAD_PROCESS",
    "ACCOUNTING",
    "SIGNATURE",
    "SHUTDOWN_TIME",
  ],
  solaris: [
    "EMPTY",
    "RUN_LVL",
    "BOOT_TIME",
    "OLD_TIME",
    "NEW_TIME",
    "INIT_PROCESS",
    "LOGIN_PROCESS",
    "USER_PROCESS",
    "DEAD_PROCESS",
    "ACCOUNTING",
    "SHUTDOWN_TIME",
  ],
  aix: [
    "EMPTY",
    "RUN_LVL",
    "BOOT_TIME",
    "OLD_TIME",
    "NEW_TIME",
    "INIT_PROCESS",
    "LOGIN_PROCESS",
    "USER_PROCESS",
    "DEAD_PROCESS",
    "ACCOUNTING",
  ],
  freebsd: [
    "EMPTY",
    "BOOT_TIME",
    "OLD_TIME",
    "NEW_TIME",
    "USER_PROCESS",
    "INIT_PROCESS",
    "LOGIN_PROCESS",
    "DEAD_PROCESS",
    "SHUTDOWN_TIME",
  ],
} as const satisfies Record<string, readonly (RecordType | null)[]>;
