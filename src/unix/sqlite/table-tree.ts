import { Damage } from "./damage.ts";
import { HEADER_BYTES } from "./header.ts";
import type { PageStore } from "./page-store.ts";
import { readSize, readVarint } from "./varint.ts";

//  A page of a table's b-tree (https://www.sqlite.org/fileformat.html, 1.6), behind the header on page 1:
//
//   0     1          3      5        7           8 (interior)    8 or 12
//  ┌─────┬──────────┬──────┬────────┬───────────┬───────────────┬──────────────────┐
//  │kind │first free│cells │content │fragmented │rightmost child│cell pointers, u16│   u16 each but kind and fragmented
//  └─────┴──────────┴──────┴────────┴───────────┴───────────────┴──────────────────┘
//
//  interior cell  child page u32, varint rowid        leaf cell  varint payload length, varint rowid, payload, overflow

const INTERIOR = 0x05;
const LEAF = 0x0d;
const INDEX_KINDS = [0x02, 0x0a];

/** No honest login row comes near; a damaged or hostile length must not fill the memory. */
const ROW_LIMIT = 64 * 1024;

/** A row before its values are read. */
export interface RawRow {
  readonly rowid: bigint;
  readonly payload: Uint8Array;
}

/** Is told of each row's place, in the order of row numbers, and of each page that cannot be read. */
export interface TreeVisitor {
  /** `stop`: no more rows are wanted. */
  row(page: number, cell: number): "stop" | undefined;
  damaged(page: number, reason: string): void;
}

/** Walks the rows of a table. A damaged page costs its own rows only; no page is visited twice. */
export function walkTable(
  store: PageStore,
  root: number,
  visitor: TreeVisitor,
  order: "first to last" | "last to first" = "first to last",
): void {
  const seen = new Set([root]);
  const waiting = [root];
  for (let page = waiting.pop(); page !== undefined; page = waiting.pop()) {
    try {
      const { kind, cells } = openPage(store, page);
      if (kind === INTERIOR) queueChildren(store, page, seen, waiting, order);
      else if (kind !== LEAF) throw new Damage(describeKind(kind));
      else if (visitLeaf(visitor, page, cells, order) === "stop") return;
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
      visitor.damaged(page, error.message);
    }
  }
}

function visitLeaf(visitor: TreeVisitor, page: number, cells: number, order: string): "stop" | undefined {
  for (let step = 0; step < cells; step += 1) {
    if (visitor.row(page, order === "first to last" ? step : cells - 1 - step) === "stop") return "stop";
  }
  return undefined;
}

/** Puts the children of an interior page before all that waits, the one whose turn is first to be taken next. */
function queueChildren(store: PageStore, page: number, seen: Set<number>, waiting: number[], order: string): void {
  const { view, cells } = openPage(store, page);
  const children = [view.getUint32(treeAt(page) + 8)];
  for (let cell = cells - 1; cell >= 0; cell -= 1) {
    const at = cellAt(view, page, treeAt(page) + 12, cell);
    children.push(at + 4 <= view.byteLength ? view.getUint32(at) : 0);
  }
  const good = children.filter((child) => child > 0 && child <= store.pageCount && !seen.has(child) && seen.add(child));
  waiting.push(...(order === "first to last" ? good : good.reverse()));
  const lost = children.length - good.length;
  if (lost > 0) throw new Damage(`${lost} of its ${children.length} children lie nowhere, or in use elsewhere`);
}

/** Reads the row at a place that `walkTable` told. The payload is valid as long as the page, or is a copy. */
export function readRawRow(store: PageStore, page: number, cell: number): RawRow {
  const { view, bytes } = openPage(store, page);
  const cursor = { bytes, at: cellAt(view, page, treeAt(page) + 8, cell) };
  const length = readSize(cursor);
  const rowid = BigInt.asIntN(64, readVarint(cursor));
  if (length > ROW_LIMIT) throw new Damage(`row ${rowid} claims ${length} bytes`);
  const here = localBytes(length, store.header.usable);
  const local = bytes.subarray(cursor.at, cursor.at + here);
  if (local.length < here) throw new Damage(`row ${rowid} runs over the end of the page`);
  if (here === length) return { rowid, payload: local };
  if (cursor.at + here + 4 > bytes.length) throw new Damage(`row ${rowid} runs over the end of the page`);
  const payload = new Uint8Array(length);
  payload.set(local);
  readOverflow(store, view.getUint32(cursor.at + here), payload.subarray(here));
  return { rowid, payload };
}

/** Follows the chain of overflow pages (next page u32, then content) until `rest` is full. */
function readOverflow(store: PageStore, first: number, rest: Uint8Array): void {
  let next = first;
  for (let filled = 0; filled < rest.length; ) {
    const page = store.page(next).subarray(0, store.header.usable);
    const part = page.subarray(4, 4 + rest.length - filled);
    rest.set(part, filled);
    filled += part.length;
    next = new DataView(page.buffer, page.byteOffset).getUint32(0);
  }
}

/** Bytes of a payload that stay in its leaf. */
function localBytes(length: number, usable: number): number {
  if (length <= usable - 35) return length;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const wanted = least + ((length - least) % (usable - 4));
  return wanted <= usable - 35 ? wanted : least;
}

interface OpenPage {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly kind: number;
  readonly cells: number;
}

function openPage(store: PageStore, page: number): OpenPage {
  const bytes = store.page(page).subarray(0, store.header.usable);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const at = treeAt(page);
  const kind = view.getUint8(at);
  const cells = view.getUint16(at + 3);
  if (at + 8 + 2 * cells > bytes.length) throw new Damage(`it claims ${cells} cells, more than it has room for`);
  return { bytes, view, kind, cells };
}

function cellAt(view: DataView, page: number, pointersAt: number, cell: number): number {
  const pointer = pointersAt + 2 * cell;
  const at = pointer + 2 <= view.byteLength ? view.getUint16(pointer) : 0;
  if (at < pointersAt || at >= view.byteLength)
    throw new Damage(`cell ${cell} of page ${page} lies outside of the page`);
  return at;
}

function treeAt(page: number): number {
  return page === 1 ? HEADER_BYTES : 0;
}

function describeKind(kind: number): string {
  if (INDEX_KINDS.includes(kind)) return "it belongs to an index, not to a table";
  return `it is no page of a table (its first byte is 0x${kind.toString(16).padStart(2, "0")})`;
}
