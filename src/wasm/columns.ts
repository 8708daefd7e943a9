import { type Column, columnFlags } from "../model/column.ts";

const kinds = { text: 1, integer: 2, time: 3, address: 4, name: 5, literal: 6 } as const;
const roles = { field: 0, tag: 1, timestamp: 2 } as const;

/** Most bytes of a value by kind, with the vector that may be overwritten behind it; text up to 256 bytes of its own. */
const valueBytes = { text: 256 * 5 + 24, integer: 24, time: 48, address: 48, name: 64, literal: 0 } as const;
const COLUMN_BYTES = 192;
const MAX_COLUMNS = 64;
const LITERALS_BYTES = 16 * 1024;
/** Literals that the encoders copy in whole vectors, so none may be longer: three for a prefix, half of one for a suffix. */
const PREFIX_BYTES = 48;
const SUFFIX_BYTES = 8;
const NAME_BYTES = 48;
const ABSENT = -(2n ** 63n);
/** Vectors written behind the end of a row, and utmpdump's own padding. */
const ROW_SLACK = 128;
/** What utmpdump's line takes when every text is as long as it prints. */
const UTMPDUMP_ROW = 1024;

/** Where the module keeps its column table and the literals of it: addresses in its memory. */
export interface ColumnRegions {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly columns: number;
  readonly literals: number;
}

/** Arguments for the module's `setColumns`. */
export interface WrittenColumns {
  readonly count: number;
  /** Most bytes of one row, when none of its texts is longer than 256 bytes. */
  readonly rowBytes: number;
}

/** Writes a column table into the module's memory as `assembly/column.ts` draws it. */
export function writeColumns(regions: ColumnRegions, columns: readonly Column[]): WrittenColumns {
  if (columns.length > MAX_COLUMNS) throw new RangeError(`column table: ${columns.length} columns, ${MAX_COLUMNS} fit`);
  const view = new DataView(regions.memory.buffer);
  const literals = new LiteralWriter(regions);
  let rowBytes = ROW_SLACK + UTMPDUMP_ROW;
  for (const [index, column] of columns.entries()) {
    const at = regions.columns + index * COLUMN_BYTES;
    const isLiteral = column.kind === "literal";
    const outside = isLiteral ? literals.write(column.prefix ?? "") : literals.writeNames(column.names ?? []);
    const prefix = inside(regions, at + 64, isLiteral ? "" : (column.prefix ?? ""), PREFIX_BYTES);
    const suffix = inside(regions, at + 48, column.suffix ?? "", SUFFIX_BYTES);
    const prefixLength = isLiteral ? outside.length : prefix;
    const flags = (column.flags ?? []).reduce((bits, flag) => bits | columnFlags[flag], 0);
    const role = roles[column.role ?? "field"];
    const words = [
      kinds[column.kind],
      column.cell * 8,
      role,
      flags,
      prefixLength,
      suffix,
      column.width ?? 0,
      outside.address,
    ];
    for (const [word, value] of words.entries()) view.setInt32(at + word * 4, value, true);
    view.setBigInt64(at + 32, column.above ?? ABSENT, true);
    view.setInt32(at + 40, outside.length, true);
    rowBytes += prefixLength + valueBytes[column.kind] + suffix + (column.width ?? 0);
  }
  return { count: columns.length, rowBytes };
}

//  A literal in its place in the column, zeros behind it; returns its length.
function inside(regions: ColumnRegions, at: number, text: string, room: number): number {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > room) throw new RangeError(`column literal ${text}: ${bytes.length} bytes, ${room} fit`);
  new Uint8Array(regions.memory.buffer, at, room).fill(0).set(bytes);
  return bytes.length;
}

interface Literal {
  readonly address: number;
  readonly length: number;
}

class LiteralWriter {
  readonly #bytes: Uint8Array;
  readonly #base: number;
  #used = 0;

  constructor(regions: ColumnRegions) {
    this.#base = regions.literals;
    this.#bytes = new Uint8Array(regions.memory.buffer, regions.literals, LITERALS_BYTES);
  }

  write(text: string, limit = LITERALS_BYTES): Literal {
    const bytes = new TextEncoder().encode(text);
    if (bytes.length > limit) throw new RangeError(`column literal ${text}: ${bytes.length} bytes, ${limit} fit`);
    const address = this.#take(bytes.length);
    this.#bytes.set(bytes, address - this.#base);
    return { address, length: bytes.length };
  }

  /** Names as spans of 8 bytes; the length is their count. */
  writeNames(names: readonly string[]): Literal {
    const written = names.map((name) => this.write(name, NAME_BYTES));
    this.#used = Math.ceil(this.#used / 8) * 8;
    const address = this.#take(names.length * 8);
    const view = new DataView(this.#bytes.buffer);
    for (const [index, name] of written.entries()) {
      view.setUint32(address + index * 8, name.address, true);
      view.setUint32(address + index * 8 + 4, name.length, true);
    }
    return { address, length: names.length };
  }

  #take(bytes: number): number {
    const address = this.#base + this.#used;
    this.#used += bytes;
    if (this.#used > LITERALS_BYTES)
      throw new RangeError(`column literals: ${this.#used} bytes, ${LITERALS_BYTES} fit`);
    return address;
  }
}
