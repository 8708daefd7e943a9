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

/** Cuts text into pieces of whole lines, each at most `limit` bytes; a line that is longer is a piece of its own. */
export function* wholeLines(text: Uint8Array, limit: number): Generator<Uint8Array> {
  for (let start = 0; start < text.length; ) {
    const end = endOfPiece(text, start, limit);
    yield text.subarray(start, end);
    start = end;
  }
}

function endOfPiece(text: Uint8Array, start: number, limit: number): number {
  if (text.length - start <= limit) return text.length;
  const last = text.lastIndexOf(LF, start + limit - 1);
  if (last >= start) return last + 1;
  const first = text.indexOf(LF, start + limit);
  return first < 0 ? text.length : first + 1;
}
