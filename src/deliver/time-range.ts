const LF = 0x0a;
const SPACE = 0x20;
/** Bytes at the end of a line that hold its timestamp: a sign, nineteen digits, and the space before them. */
const TAIL = 21;

/** The first and the last day of the points in texts of lines, as `2024-01-31 to 2024-02-02`; undefined without any. */
export function daysOf(texts: readonly Uint8Array[]): string | undefined {
  let first: bigint | undefined;
  let last: bigint | undefined;
  for (const time of texts.flatMap((text) => [...timesOf(text)])) {
    if (first === undefined || time < first) first = time;
    if (last === undefined || time > last) last = time;
  }
  if (first === undefined || last === undefined) return undefined;
  const [from, to] = [dayOf(first), dayOf(last)];
  return from === to ? from : `${from} to ${to}`;
}

function* timesOf(text: Uint8Array): Generator<bigint> {
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf(LF, start);
    const end = found < 0 ? text.length : found;
    const tail = text.subarray(Math.max(start, end - TAIL), end);
    const digits = Buffer.from(tail.subarray(tail.lastIndexOf(SPACE) + 1)).toString("latin1");
    if (/^-?\d{1,19}$/.test(digits)) yield BigInt(digits);
    start = end + 1;
  }
}

function dayOf(nanoseconds: bigint): string {
  return new Date(Number(nanoseconds / 1_000_000n)).toISOString().slice(0, 10);
}
