import { text } from "../model/json-shape.ts";
import { bytesText } from "./evidence.ts";

/** A JSON string as raw bytes, one character each; throws E_SOURCE naming `what` for anything else. */
export function byteText(value: unknown, what: string): string {
  return bytesText(Buffer.from(text(value, what)));
}
