import { counted } from "../model/counted.ts";

/** UTF-16 units of one text, and of all texts of a row: more than Windows writes, and escaped they still fit a row's room. */
const MOST_UNITS = 4096;
const MOST_UNITS_IN_ROW = 24 * 1024;

/** Cuts texts that are so long that a row of them could not be written; a log that anybody made may hold any. */
export class TextLimit {
  #cut = 0;

  /** The same object when nothing of it is too long. */
  cut<Row extends object>(row: Row): Row {
    let left = MOST_UNITS_IN_ROW;
    const shorter: Record<string, string> = {};
    for (const [name, value] of Object.entries(row)) {
      if (typeof value !== "string") continue;
      const most = Math.min(MOST_UNITS, left);
      left -= Math.min(value.length, most);
      if (value.length <= most) continue;
      shorter[name] = value.slice(0, most);
    }
    if (Object.keys(shorter).length === 0) return row;
    this.#cut += 1;
    return { ...row, ...shorter };
  }

  /** What was cut, as sentences. */
  notices(): string[] {
    return this.#cut > 0
      ? [`${counted(this.#cut, "row")} with texts longer than ${MOST_UNITS} characters: cut there`]
      : [];
  }
}
