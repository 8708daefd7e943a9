import type { ByteSource } from "../../src/unix/open/byte-source.ts";

/** Bytes in memory as a source, handed out in pieces of the given sizes (the last size repeats). */
export function memorySource(data: Uint8Array, sizes: readonly number[] = [1 << 30], path = "memory"): ByteSource {
  let offset = 0;
  let call = 0;
  return {
    path,
    container: "plain",
    get offset() {
      return offset;
    },
    read(target) {
      const size = sizes[Math.min(call++, sizes.length - 1)] ?? data.length;
      const piece = data.subarray(offset, offset + Math.min(size, target.length));
      target.set(piece);
      offset += piece.length;
      return piece.length;
    },
    close() {},
  };
}
