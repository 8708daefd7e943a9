/** Tables for four bytes at a time, in 32-bit halves: entry `256 * k + byte` is the byte's CRC behind `k` more bytes. */
const lows = new Int32Array(1024);
const highs = new Int32Array(1024);

for (let byte = 0; byte < 256; byte++) {
  let [low, high] = [byte, 0];
  for (let bit = 0; bit < 8; bit++) {
    const odd = -(low & 1);
    low = ((low >>> 1) | (high << 31)) ^ (0xd7870f42 & odd);
    high = (high >>> 1) ^ (0xc96c5795 & odd);
  }
  lows[byte] = low;
  highs[byte] = high;
}
for (let at = 256; at < 1024; at++) {
  const [low, high] = [lows[at - 256] as number, highs[at - 256] as number];
  lows[at] = ((low >>> 8) | (high << 24)) ^ (lows[low & 0xff] as number);
  highs[at] = (high >>> 8) ^ (highs[low & 0xff] as number);
}

/** CRC-64 of ECMA-182, least significant bit first, fed in pieces: the default check of xz. */
export class Crc64 {
  #low = -1;
  #high = -1;

  update(bytes: Uint8Array): void {
    let [low, high] = [this.#low, this.#high];
    let at = 0;
    for (const end = bytes.length & ~3; at < end; at += 4) {
      const word =
        low ^
        ((bytes[at] as number) |
          ((bytes[at + 1] as number) << 8) |
          ((bytes[at + 2] as number) << 16) |
          ((bytes[at + 3] as number) << 24));
      const [a, b, c, d] = [
        768 + (word & 0xff),
        512 + ((word >>> 8) & 0xff),
        256 + ((word >>> 16) & 0xff),
        word >>> 24,
      ];
      low = high ^ (lows[a] as number) ^ (lows[b] as number) ^ (lows[c] as number) ^ (lows[d] as number);
      high = (highs[a] as number) ^ (highs[b] as number) ^ (highs[c] as number) ^ (highs[d] as number);
    }
    for (; at < bytes.length; at++) {
      const entry = (low ^ (bytes[at] as number)) & 0xff;
      low = ((low >>> 8) | (high << 24)) ^ (lows[entry] as number);
      high = (high >>> 8) ^ (highs[entry] as number);
    }
    this.#low = low;
    this.#high = high;
  }

  /** The CRC as 8 bytes, least significant first, as xz stores it. */
  digest(): Uint8Array {
    const bytes = new Uint8Array(8);
    const view = new DataView(bytes.buffer);
    view.setInt32(0, ~this.#low, true);
    view.setInt32(4, ~this.#high, true);
    return bytes;
  }
}
