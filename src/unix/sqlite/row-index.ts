import { mergeSort } from "./merge-sort.ts";

/** More rows than any login history holds (about 0.5 GiB of index); beyond it the database is refused, not the machine. */
export const ROW_COUNT_LIMIT = 32 * 1024 * 1024;

/** Where the rows of a table are, and in what order they are delivered: 14 bytes a row. */
export class RowIndex {
  length = 0;
  private pages = new Uint32Array(256);
  private cells = new Uint16Array(256);
  private times = new BigInt64Array(256);
  private ascending = true;

  /** Adds a row; `time` orders it. */
  add(page: number, cell: number, time: bigint): void {
    if (this.length === this.pages.length) this.grow();
    this.pages[this.length] = page;
    this.cells[this.length] = cell;
    this.times[this.length] = time;
    if (this.length > 0 && time < this.timeAt(this.length - 1)) this.ascending = false;
    this.length += 1;
  }

  page(row: number): number {
    return this.pages[row] ?? 0;
  }

  cell(row: number): number {
    return this.cells[row] ?? 0;
  }

  /** Rows by time; those of one moment by `tie`, and then as they were added. */
  order(tie: ((a: number, b: number) => number) | undefined): Uint32Array {
    const rows = new Uint32Array(this.length).map((_, row) => row);
    if (this.ascending && tie === undefined) return rows;
    // Numbers compare faster than bigints; they decide wherever they differ.
    const rough = new Float64Array(this.length).map((_, row) => Number(this.timeAt(row)));
    mergeSort(rows, (a, b) => {
      const apart = (rough[a] ?? 0) - (rough[b] ?? 0);
      return apart !== 0 ? apart : this.compareExactly(a, b) || (tie?.(a, b) ?? 0);
    });
    return rows;
  }

  private compareExactly(a: number, b: number): number {
    const [first, second] = [this.timeAt(a), this.timeAt(b)];
    return first < second ? -1 : first > second ? 1 : 0;
  }

  private timeAt(row: number): bigint {
    return this.times[row] ?? 0n;
  }

  private grow(): void {
    const size = this.pages.length * 2;
    this.pages = enlarge(this.pages, new Uint32Array(size));
    this.cells = enlarge(this.cells, new Uint16Array(size));
    this.times = enlarge(this.times, new BigInt64Array(size));
  }
}

function enlarge<T extends { set(source: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
