import type { BigIntStats } from "node:fs";
import type { Fingerprint } from "./fingerprint.ts";

/** Which file was read, as the system knows it, and as it was then. */
export interface FileIdentity {
  /** Decimal digits: more than a number holds. */
  readonly device: string;
  readonly inode: string;
  /** Nanoseconds since 1970 at which it was created: inode numbers are given again. 0 where nobody knows. */
  readonly born: string;
  /** Bytes on disk, and nanoseconds since 1970 of the last write, when it was looked at. */
  readonly size: number;
  readonly modified: string;
}

/** How far a file of records has been read. A rename changes none of it, compression all but head and offset. */
export interface Position extends FileIdentity {
  /** The first bytes, decompressed, of what has been read. */
  readonly head: Fingerprint;
  /** Where the next record starts in the decompressed file. */
  readonly offset: number;
  /** The layout in force there; absent while no record was read. */
  readonly layout?: string;
}

/** What the system knows of a file. */
export function identityOf({ dev, ino, birthtimeNs, size, mtimeNs }: BigIntStats): FileIdentity {
  const [device, inode, born, modified] = [dev, ino, birthtimeNs, mtimeNs].map(String) as [
    string,
    string,
    string,
    string,
  ];
  return { device, inode, born, size: Number(size), modified };
}

/** Whether it is one file, whatever it is called now. */
export function isSameFile(a: FileIdentity, b: FileIdentity): boolean {
  return a.device === b.device && a.inode === b.inode && a.born === b.born;
}

/** Whether nobody wrote to the file in between. */
export function isUntouched(a: FileIdentity, b: FileIdentity): boolean {
  return isSameFile(a, b) && a.size === b.size && a.modified === b.modified;
}
