import { failure } from "./failure.ts";
import { json } from "./json.ts";
import { logons } from "./logons.ts";
import { logs } from "./logs.ts";
import { loop } from "./loop.ts";
import { minified } from "./minified.ts";
import { quser } from "./quser.ts";
import { self } from "./self.ts";
import { start } from "./start.ts";
import { wts } from "./wts.ts";

/** The program that the child runs, as it is written. */
export const pieces: readonly string[] = [start, json, failure, self, logons, quser, wts, logs, loop];

/** The same, minified: ASCII, at most 12,000 characters, for a command line has to hold it. */
export const script: string = minified(pieces.join(""));

/** A program as `-EncodedCommand` takes it: base64 of UTF-16LE. */
export function encodedCommand(program: string): string {
  return Buffer.from(program, "utf16le").toString("base64");
}
