//  A glob pattern is a row of steps, each of one unit of text: one well-formed UTF-8 character, or one byte that belongs
//  to none. Those are the units that the visible escape shows, so `?` stands for what a reader takes for one.
//
//    0          any one unit (`?`)
//    1 to 4     that many bytes follow: this unit, in lower case when ASCII case is folded
//    255        any units, also none (`*`)

import { pointAt } from "../text/utf8";
import { lower, sameText } from "./text";

const ANY: u32 = 0;
const STAR: u32 = 255;

/**
 * Whether the whole text start..end matches the pattern first..last. Only the latest `*` is ever taken back, which is
 * enough to be right and bounds the cost by text length times pattern length.
 */
export function globMatches(start: usize, end: usize, first: usize, last: usize, fold: u32): bool {
  let text = start;
  let step = first;
  let resumeStep: usize = 0;
  let resumeText: usize = 0;
  while (text < end) {
    if (step < last) {
      const kind = load<u8>(step) as u32;
      if (kind == STAR) {
        resumeStep = ++step;
        if (step == last) return true;
        text = resumeText = seek(text, end, step, last, fold);
        continue;
      }
      const size = unitSize(text, end);
      if (kind == ANY) {
        step += 1;
        text += size;
        continue;
      }
      if ((kind as usize) == size && step + 1 + size <= last && sameText(text, step + 1, size, fold)) {
        step += 1 + size;
        text += size;
        continue;
      }
    }
    if (resumeStep == 0) return false;
    text = resumeText = seek(resumeText + unitSize(resumeText, end), end, resumeStep, last, fold);
    step = resumeStep;
  }
  while (step < last && load<u8>(step) == STAR) step++;
  return step == last;
}

/** Where the step behind a `*` can match at the earliest, when it is a single byte; else the text where it is. */
function seek(text: usize, end: usize, step: usize, last: usize, fold: u32): usize {
  if (load<u8>(step) != 1 || step + 1 == last) return text;
  const wanted = load<u8>(step, 1) as u32;
  while (text < end) {
    const byte = load<u8>(text) as u32;
    if (byte == wanted || (fold != 0 && lower(byte) == wanted)) break;
    text += byte < 0x80 ? 1 : unitSize(text, end);
  }
  return text;
}

function unitSize(text: usize, end: usize): usize {
  return load<u8>(text) < 0x80 ? 1 : (max(1, pointAt(text, end) >> 24) as usize);
}
