import { copyMarking, escapeText } from "../text/escape";
import { hasRoom } from "./state";

/** Writes a text cell in a dialect. Nearly all are short and plain: one load, one test, one store. */
export function writeText(out: usize, text: usize, length: i32, dialect: usize): usize {
  if (length <= 16) {
    if ((copyMarking(out, text, dialect) & ((1 << length) - 1)) == 0) return out + length;
  } else if (!hasRoom(out, length)) {
    return out;
  }
  return escapeText(out, text, length, dialect);
}
