/** Made when the first text is looked at: it takes half a millisecond, and most starts of the command need none. */
let strict: InstanceType<typeof TextDecoder> | undefined;

/** Bytes as text when all of them are well-formed UTF-8; undefined otherwise. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  strict ??= new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Bytes of the well-formed code point at `at`; 0 when there is none. */
export function pointSize(bytes: Uint8Array, at: number): number {
  for (let size = 1; size <= 4 && at + size <= bytes.length; ++size) {
    if (decodeUtf8(bytes.subarray(at, at + size)) !== undefined) return size;
  }
  return 0;
}
