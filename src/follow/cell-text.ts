import type { Field } from "../model/entity.ts";
import type { SessionCells, SessionField } from "../model/session.ts";
import { keptFields } from "../wasm/pairing.ts";

type Cell = bigint | number | string | Uint8Array;

//  A cell as JSON text: an integer or time in decimal digits, raw bytes as `=` and a character a byte, a word as `.word`.

const INTEGER = /^-?\d{1,19}$/;
/**
 * A slot of pairing holds less than 1 KiB of text. What logind was told may be longer: it is cut, as a line of it would be,
 * for a state that cannot be read again is none.
 */
const MAX_BYTES = 4096;
const RANGE = 2n ** 63n;
/** Bytes of an address of either kind. */
const ADDRESSES: ReadonlySet<number> = new Set([4, 16]);
const fields: ReadonlyMap<string, Field> = new Map(keptFields.map((field) => [field.name, field]));

/** A row's cells as texts. */
export function cellTexts(cells: SessionCells): Record<string, string> {
  const known = Object.entries(cells).filter((entry): entry is [string, Cell] => entry[1] !== undefined);
  return Object.fromEntries(known.map(([name, cell]) => [name, textOf(cell)]));
}

/** The cells behind texts; undefined when one of them was never written by `cellTexts`. */
export function cellsOf(texts: object): SessionCells | undefined {
  const cells: { -readonly [F in SessionField]?: Cell } = {};
  for (const [name, text] of Object.entries(texts)) {
    const field = fields.get(name);
    const cell = field === undefined || typeof text !== "string" ? undefined : cellOf(field, text);
    if (cell === undefined) return undefined;
    cells[name as SessionField] = cell;
  }
  return cells;
}

function textOf(cell: Cell): string {
  if (cell instanceof Uint8Array) return `=${Buffer.from(cell.subarray(0, MAX_BYTES - 1)).toString("latin1")}`;
  return typeof cell === "string" ? `.${cell}` : String(cell);
}

/** A number in the cell of a text would be taken for a place in memory, so each kind is held to its own form. */
function cellOf({ kind, names = [] }: Field, text: string): Cell | undefined {
  if (kind === "text") return isBytes(text) ? bytesOf(text) : undefined;
  if (kind === "address") return isBytes(text) && ADDRESSES.has(text.length - 1) ? bytesOf(text) : undefined;
  if (kind === "name") return text.startsWith(".") && names.includes(text.slice(1)) ? text.slice(1) : undefined;
  if (!INTEGER.test(text)) return undefined;
  const integer = BigInt(text);
  return integer < RANGE && integer > -RANGE ? integer : undefined;
}

function isBytes(text: string): boolean {
  return text.startsWith("=") && text.length <= MAX_BYTES && !/[^\0-\xff]/.test(text);
}

function bytesOf(text: string): Uint8Array {
  return Buffer.from(text.slice(1), "latin1");
}
