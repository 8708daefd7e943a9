import type { WhofluxError } from "./error.ts";

/** Something in a source that was not delivered: where, and why. */
export interface SkipReport {
  readonly path: string;
  /** First byte and the byte behind the last, in the decompressed file; absent where a source has no offsets. */
  readonly start?: bigint;
  readonly end?: bigint;
  /** The place in words, where bytes do not tell: `row 12`. */
  readonly where?: string;
  /** `value`: the record there was delivered without one of its values; otherwise all that stood there is missing. */
  readonly lost?: "value";
  readonly reason: string;
}

/** Who is told what reading could not deliver. Reading goes on after every call. */
export interface Report {
  /** A part of a file that gave no record. */
  skip(skip: SkipReport): void;
  /** A file that could not be read, or not to its end. */
  fail(error: WhofluxError): void;
  /** Something worth knowing that lost nothing. */
  notice(message: string): void;
}
