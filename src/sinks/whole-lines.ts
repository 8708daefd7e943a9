const LF = 0x0a;

/** How many lines a text has, each of which ends in LF. */
export function linesIn(text: Uint8Array): number {
  let lines = 0;
  for (let at = text.indexOf(LF); at >= 0; at = text.indexOf(LF, at + 1)) lines += 1;
  return lines;
}

/** The first line of a text, without its LF, at most `most` bytes of it. */
export function headOf(text: Uint8Array, most: number): Uint8Array {
  const end = text.indexOf(LF);
  return text.subarray(0, Math.min(end < 0 ? text.length : end, most));
}

/** Where to cut a text of whole lines: behind at most `maxLines` lines and `maxBytes` bytes, but behind one line at least. */
export function cutOf(text: Uint8Array, maxLines: number, maxBytes: number): { bytes: number; lines: number } {
  let bytes = 0;
  let lines = 0;
  while (lines < maxLines) {
    const end = text.indexOf(LF, bytes) + 1;
    if (end === 0 || (lines > 0 && end > maxBytes)) break;
    bytes = end;
    lines += 1;
  }
  return { bytes, lines };
}
