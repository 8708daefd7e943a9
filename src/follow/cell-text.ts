import { type SessionCells, type SessionField, sessionCells } from "../model/session.ts";

type Cell = bigint | number | string | Uint8Array;

//  A cell as JSON text: an integer or time in decimal digits, raw bytes as `=` and a character a byte, a word as `.word`.

const INTEGER = /^-?\d{1,19}$/;
const WORD = /^\.[a-z_0-9]{1,32}$/;
/** A slot of pairing holds less than 1 KiB of text. */
const MAX_BYTES = 4096;
const RANGE = 2n ** 63n;

/** A row's cells as texts. */
export function cellTexts(cells: SessionCells): Record<string, string> {
  const known = Object.entries(cells).filter((entry): entry is [string, Cell] => entry[1] !== undefined);
  return Object.fromEntries(known.map(([name, cell]) => [name, textOf(cell)]));
}

/** The cells behind texts; undefined when one of them was never written by `cellTexts`. */
export function cellsOf(texts: object): SessionCells | undefined {
  const cells: { -readonly [F in SessionField]?: Cell } = {};
  for (const [name, text] of Object.entries(texts)) {
    const cell = typeof text === "string" ? cellOf(text) : undefined;
    if (cell === undefined || !Object.hasOwn(sessionCells, name)) return undefined;
    cells[name as SessionField] = cell;
  }
  return cells;
}

function textOf(cell: Cell): string {
  if (cell instanceof Uint8Array) return `=${Buffer.from(cell).toString("latin1")}`;
  return typeof cell === "string" ? `.${cell}` : String(cell);
}

function cellOf(text: string): Cell | undefined {
  if (text.startsWith("=")) return isBytes(text) ? Buffer.from(text.slice(1), "latin1") : undefined;
  if (WORD.test(text)) return text.slice(1);
  if (!INTEGER.test(text)) return undefined;
  const integer = BigInt(text);
  return integer < RANGE && integer > -RANGE ? integer : undefined;
}

function isBytes(text: string): boolean {
  return text.length <= MAX_BYTES && !/[^\0-\xff]/.test(text);
}
