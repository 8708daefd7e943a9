import type { FileNature } from "../model/file-nature.ts";
import { setOf } from "../unix/inputs.ts";
import type { Core } from "../wasm/core.ts";
import { Pairing, type PairingShape } from "../wasm/pairing.ts";
import { natureOf } from "./nature.ts";

/**
 * Files, one behind the other, to sessions or events. A rotated set is one log; what another log tells ends nothing in it,
 * so what is open at the end of a log is listed there.
 */
export class PairedLogs {
  readonly #core: Core;
  readonly #pairing: Pairing;
  readonly #beginsFile: (path: string, nature: FileNature) => void;
  #path: string | undefined;
  #log: string | undefined;

  /** `beginsFile` is told what each file is taken for. */
  constructor(core: Core, shape: PairingShape, beginsFile: (path: string, nature: FileNature) => void = () => {}) {
    this.#core = core;
    this.#pairing = new Pairing(core, shape);
    this.#beginsFile = beginsFile;
  }

  /** Pairs the first `rows` records of ROWS, which are from `path`; gives the numbers of rows that then stand in STAYS. */
  *take(rows: number, path: string): Generator<number, void, void> {
    if (path !== this.#path) yield* this.#beginFile(path, rows);
    this.#pairing.take(rows);
    yield* this.#drain();
  }

  /** The last file has been read. */
  *end(): Generator<number, void, void> {
    this.#pairing.finish();
    yield* this.#drain();
  }

  /** What memory could not hold, as sentences. */
  lost(): string[] {
    return this.#pairing.lost();
  }

  *#beginFile(path: string, rows: number): Generator<number, void, void> {
    const nature = natureOf(this.#core, path, rows);
    const log = setOf(path);
    if (this.#log !== undefined && this.#log !== log) {
      yield* this.end();
      this.#pairing.beginLog();
    }
    this.#path = path;
    this.#log = log;
    this.#pairing.beginFile(nature);
    this.#beginsFile(path, nature);
  }

  *#drain(): Generator<number, void, void> {
    for (let stays = this.#pairing.next(); stays > 0; stays = this.#pairing.next()) yield stays;
  }
}
