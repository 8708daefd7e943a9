const LF = 0x0a;

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
