import { counted } from "../model/counted.ts";
import { renderError } from "../model/error.ts";
import type { Word } from "../model/word.ts";
import { codeOf } from "./fault.ts";
import type { Frame } from "./find-frame.ts";
import type { Segment } from "./segment.ts";

/** The last segment ends, from `start` on, within what was being written. */
export function tornWord({ path, end }: Segment, start: number): Word {
  const text = `ends within what was being written when a process ended, ${counted(end - start, "byte")} are cut off`;
  return { level: "W", text: renderError("E_SINK", text, { path, offset: start }) };
}

/** These frames will be told again. */
export function unsavedWord({ path }: Segment, frames: readonly Frame[]): Word {
  const lines = frames.reduce((sum, { header }) => sum + header.lines, 0);
  const text = `${counted(lines, "line")} whose place in the logs was not saved are cut off and told again`;
  return { level: "I", text: renderError("E_SINK", text, { path, offset: frames[0]?.start ?? 0 }) };
}

/** The disk did not cut a segment; the next one tells where it ends. */
export function uncutWord({ path }: Segment, end: number, error: unknown): Word {
  return {
    level: "W",
    text: renderError("E_SINK", "cannot be cut", { path, offset: end, found: codeOf(error) ?? "" }),
  };
}
