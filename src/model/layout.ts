/** An integer or text field: byte offset in the record, width in bytes. */
export type Field = readonly [at: number, bytes: number];

/** Systems whose records can follow each other in one file. */
export type LayoutGroup =
  | "linux"
  | "lastlog"
  | "faillog"
  | "freebsd"
  | "freebsd-log"
  | "freebsd-old"
  | "netbsd"
  | "netbsd-old"
  | "dragonfly"
  | "openbsd"
  | "macos"
  | "solaris"
  | "solaris-old"
  | "aix"
  | "cygwin";

/** Raw `ut_type` numbers of a system, in order from 0, as numbers of the common vocabulary (src/model/record.ts). */
export type TypeMap = readonly number[];

/** One on-disk record layout: a row of the table that the WebAssembly decoder reads. */
export interface Layout {
  readonly name: string;
  readonly group: LayoutGroup;
  readonly order: "little" | "big";
  /** Bytes of one record; for utx.log, of the longest. */
  readonly bytes: number;
  readonly family?: "fixed" | "utx-log";
  /** Absent: lastlog and faillog have no type; with `derivesType` it follows from line and user. */
  readonly type?: readonly [at: number, bytes: 1 | 2];
  readonly types?: TypeMap;
  readonly derivesType?: true;
  /** Two bytes of alignment, zero in a sound record. */
  readonly padAt?: number;
  readonly pid?: Field;
  readonly line: Field;
  readonly id?: Field;
  readonly user?: Field;
  readonly host?: Field;
  readonly exit?: { readonly terminationAt: number; readonly statusAt: number };
  readonly session?: Field;
  readonly time: { readonly at: number; readonly kind: "u32" | "i32" | "i64" | "microseconds" };
  readonly usec?: Field;
  readonly addr?: { readonly at: number; readonly kind: "v6" | "sockaddr" | "v4" };
  /** Bytes that the system leaves zero. */
  readonly reserved?: Field;
  /** An array by uid: record n is that of uid n. */
  readonly byUid?: true;
  /** faillog's counters: 16-bit failures and maximum, lock time in seconds. */
  readonly failures?: { readonly countAt: number; readonly maxAt: number; readonly lock: Field };
}
