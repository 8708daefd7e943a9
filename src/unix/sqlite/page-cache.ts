/** Bytes of pages kept: small databases are read once, large ones in bounded memory. */
export const CACHE_BYTES = 4 * 1024 * 1024;

/**
 * Keeps the pages used last, in one slab. A page handed out stays valid until as many other pages as there are slots
 * have been asked for.
 */
export class PageCache {
  readonly slots: number;
  private readonly pageSize: number;
  private readonly slab: Uint8Array;
  /** Page number to slot, the longest unused first. */
  private readonly slotOf = new Map<number, number>();

  constructor(pageSize: number, pageCount: number) {
    this.pageSize = pageSize;
    this.slots = Math.max(1, Math.min(pageCount, CACHE_BYTES / pageSize));
    this.slab = new Uint8Array(this.slots * pageSize);
  }

  /** The page, loaded by `load` into its slot when it is not there; a load that throws leaves no page behind. */
  page(number: number, load: (target: Uint8Array) => void): Uint8Array {
    const known = this.slotOf.get(number);
    const slot = known ?? this.freeSlot();
    this.slotOf.delete(number);
    const target = this.slab.subarray(slot * this.pageSize, (slot + 1) * this.pageSize);
    if (known === undefined) this.loadOrFree(target, slot, load);
    this.slotOf.set(number, slot);
    return target;
  }

  private loadOrFree(target: Uint8Array, slot: number, load: (target: Uint8Array) => void): void {
    try {
      load(target);
    } catch (error) {
      this.spare.push(slot);
      throw error;
    }
  }

  /** Slots whose load failed, to be used next. */
  private readonly spare: number[] = [];

  private freeSlot(): number {
    const spare = this.spare.pop();
    if (spare !== undefined) return spare;
    if (this.slotOf.size < this.slots) return this.slotOf.size;
    const [oldest] = this.slotOf;
    if (oldest === undefined) return 0;
    this.slotOf.delete(oldest[0]);
    return oldest[1];
  }
}
