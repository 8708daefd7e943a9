const MEMORY_SECTION = 5;
const HAS_MAXIMUM = 1;

/** Pages (64 KiB) that a module's own memory starts with and may grow to, from the bytes of its memory section. */
export function memoryLimits(module: Uint8Array): { initial: number; maximum: number | undefined } {
  let at = 8;
  const byte = (): number => module[at++] ?? 0;
  const leb = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const part = byte();
      value += (part & 0x7f) * 2 ** shift;
      if (part < 0x80) return value;
    }
  };
  while (at < module.length) {
    const id = byte();
    const size = leb();
    if (id !== MEMORY_SECTION) {
      at += size;
      continue;
    }
    leb();
    const flags = byte();
    const initial = leb();
    return { initial, maximum: flags & HAS_MAXIMUM ? leb() : undefined };
  }
  throw new Error("the module has no memory of its own");
}
