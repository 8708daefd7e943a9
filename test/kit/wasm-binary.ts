//  What the bytes of a WASM module say of it, without the engine: a coverage run gives the engine another module.

const MEMORY_SECTION = 5;
const IMPORT_SECTION = 2;
const EXPORT_SECTION = 7;
const HAS_MAXIMUM = 1;
const kinds = ["function", "table", "memory", "global"];

/** Reads one section, number by number. */
class Section {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    return this.#bytes[this.#at++] ?? 0;
  }

  leb(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const part = this.byte();
      value += (part & 0x7f) * 2 ** shift;
      if (part < 0x80) return value;
    }
  }

  name(): string {
    const length = this.leb();
    this.#at += length;
    return Buffer.from(this.#bytes.subarray(this.#at - length, this.#at)).toString();
  }

  /** The next section that follows here, or undefined. */
  next(): { id: number; section: Section } | undefined {
    if (this.#at >= this.#bytes.length) return undefined;
    const id = this.byte();
    const size = this.leb();
    this.#at += size;
    return { id, section: new Section(this.#bytes.subarray(this.#at - size, this.#at)) };
  }
}

function sectionOf(module: Uint8Array, wanted: number): Section | undefined {
  const sections = new Section(module.subarray(8));
  for (let found = sections.next(); found !== undefined; found = sections.next()) {
    if (found.id === wanted) return found.section;
  }
  return undefined;
}

/** Pages (64 KiB) that a module's own memory starts with and may grow to. */
export function memoryLimits(module: Uint8Array): { initial: number; maximum: number | undefined } {
  const memories = sectionOf(module, MEMORY_SECTION);
  if (memories === undefined) throw new Error("the module has no memory of its own");
  memories.leb();
  const flags = memories.byte();
  const initial = memories.leb();
  return { initial, maximum: flags & HAS_MAXIMUM ? memories.leb() : undefined };
}

/** What a module gives, `function pair`, in its own order. */
export function moduleExports(module: Uint8Array): string[] {
  const section = sectionOf(module, EXPORT_SECTION);
  return Array.from({ length: section?.leb() ?? 0 }, () => {
    const name = section?.name();
    const kind = kinds[section?.byte() ?? -1];
    section?.leb();
    return `${kind} ${name}`;
  });
}

/** How many things a module wants. */
export function importCount(module: Uint8Array): number {
  return sectionOf(module, IMPORT_SECTION)?.leb() ?? 0;
}
