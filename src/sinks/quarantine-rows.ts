import type { Refused } from "./influx/outcome.ts";

const LF = 0x0a;

/** One JSON row for each refused line; `line` is without its LF, and `bytes` (base64) stands by it where it is no UTF-8. */
export function quarantineRows(refused: readonly Refused[], server: string, time: string): Uint8Array {
  const rows: string[] = [];
  for (const { nature, status, reason, text } of refused) {
    for (const bytes of linesOf(text)) {
      const line = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      const shown = line.toString("utf8");
      const exact = Buffer.from(shown).equals(line) ? {} : { bytes: line.toString("base64") };
      rows.push(`${JSON.stringify({ time, server, nature, status, reason, line: shown, ...exact })}\n`);
    }
  }
  return Buffer.from(rows.join(""));
}

function* linesOf(text: Uint8Array): Generator<Uint8Array> {
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf(LF, from);
    yield text.subarray(from, end === -1 ? text.length : end);
    from = end === -1 ? text.length : end + 1;
  }
}
