import { sessionCells } from "../model/session.ts";
import type { Stays } from "./stays.ts";

const { domain, kind, line, ordinal, username } = sessionCells;

/**
 * Numbers the sessions of a snapshot that a server would take for one point: they share their moment, so their tags must
 * differ. The first gets 0, which is no tag, the next one alike 1, and so on, in the order of the snapshot: by login.
 */
export class Ordinals {
  readonly #seen = new Map<string, bigint>();
  readonly #stays: Stays;

  constructor(stays: Stays) {
    this.#stays = stays;
  }

  /** Writes the ordinals of the next rows. */
  assign(rows: number): void {
    for (let row = 0; row < rows; row++) {
      const key = this.#keyOf(row);
      const count = this.#seen.get(key) ?? 0n;
      this.#seen.set(key, count + 1n);
      this.#stays.setNumber(row, ordinal, count);
    }
  }

  /** All tags of a row; the lengths in front keep two rows apart whatever their texts are. */
  #keyOf(row: number): string {
    const texts = [domain, line, username].map((cell) => this.#stays.text(row, cell));
    return `${this.#stays.number(row, kind)} ${texts.map((text) => text.length).join(" ")} ${texts.join("")}`;
  }
}
