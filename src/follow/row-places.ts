import { WhofluxError } from "../model/error.ts";
import { recordCells } from "../model/record.ts";
import type { Core } from "../wasm/core.ts";

/** Where a record starts, and the layout in force there. */
export interface Place {
  readonly offset: number;
  /** Absent while no record was read. */
  readonly layout?: string;
}

/** Where the id stands in a record of utx.log, behind the length (assembly/decode/utx-log.ts). */
const UTX_ID_AT = 11;

/** The places in a file of the records in ROWS. */
export class RowPlaces {
  readonly #core: Core;
  readonly #path: string;

  /** `path`: the file, for messages. */
  constructor(core: Core, path: string) {
    this.#core = core;
    this.#path = path;
  }

  /** Where the record in row `row` starts. */
  at(row: number): Place {
    const span = this.#cell(row, recordCells.layout);
    const start = Number(span & 0xffffffffn);
    const layout = Buffer.from(this.#core.bytes.subarray(start, start + Number(span >> 32n))).toString("latin1");
    return { offset: Number(this.#cell(row, recordCells.offset)), layout };
  }

  /** Where the first `rows` records end. */
  behind(rows: number): Place {
    const { offset, layout = "" } = this.at(rows - 1);
    const { family, bytes = 0 } = this.#core.layouts[this.numberOf(layout)] ?? {};
    return { offset: offset + (family === "utx-log" ? this.#utxBytes(rows - 1) : bytes), layout };
  }

  /** The number of a layout in the table. Throws E_FORMAT for one that a later version knew. */
  numberOf(layout: string): number {
    const number = this.#core.layouts.findIndex(({ name }) => name === layout);
    if (number >= 0) return number;
    throw new WhofluxError("E_FORMAT", "was followed in a layout that this version does not know", {
      path: this.#path,
      found: layout,
      cure: "remove the state file: following begins anew",
    });
  }

  /** Bytes of a record of utx.log, which has its length in front of it, and its id at the same place in every one. */
  #utxBytes(row: number): number {
    const at = Number(this.#cell(row, recordCells.id) & 0xffffffffn) - UTX_ID_AT;
    return 2 + ((this.#core.bytes[at] ?? 0) << 8) + (this.#core.bytes[at + 1] ?? 0);
  }

  #cell(row: number, cell: number): bigint {
    return this.#core.cells[(row * this.#core.regions.ROW_BYTES) / 8 + cell] ?? 0n;
  }
}
