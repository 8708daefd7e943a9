import type { Entity } from "../../src/model/entity.ts";
import { eventEntity } from "../../src/model/event-entity.ts";
import type { FileNature } from "../../src/model/file-nature.ts";
import type { RecordCells } from "../../src/model/record.ts";
import { recordEntity } from "../../src/model/record-entity.ts";
import { historyEntity } from "../../src/model/session-entity.ts";
import { layouts } from "../../src/unix/layouts/index.ts";
import { createCore } from "../../src/wasm/core.ts";
import { Pairing, type PairingShape } from "../../src/wasm/pairing.ts";
import { RowReader } from "../../src/wasm/row-reader.ts";
import { RowWriter } from "../../src/wasm/row-writer.ts";
import { type Fields, fieldsOf } from "./oracle.ts";

/** Records that go to pairing in one piece, and what happens before them. */
export interface Piece {
  readonly records: readonly RecordCells[];
  /** A file begins. */
  readonly file?: FileNature;
  /** What is open is kept, and another pairing goes on from it. */
  readonly isLater?: boolean;
}

/** The log that most histories are. */
export const wtmp: FileNature = { nature: "history", key: "line", label: "wtmp" };

/** The instance that direct tests of pairing work with. */
export const core = createCore(layouts, "stays");
const writer = new RowWriter(core, recordEntity.fields, "ROWS");
const entities: Readonly<Record<PairingShape, Entity>> = { sessions: historyEntity, events: eventEntity };

/** What becomes of records, and what memory could not hold. */
export interface Paired {
  readonly rows: readonly Fields[];
  readonly lost: readonly string[];
}

/** Pairs records without any file; `fields` by name: raw bytes as characters, words, numbers as digits. */
export function pairPieces(shape: PairingShape, pieces: Iterable<Piece>): Paired {
  const fields = entities[shape].fields.filter(({ lineProtocolOnly }) => lineProtocolOnly === undefined);
  const reader = new RowReader(core, fields, "STAYS");
  const rows: Fields[] = [];
  let pairing = new Pairing(core, shape);
  const drain = (): void => {
    for (let count = pairing.next(); count > 0; count = pairing.next()) {
      if (count > core.regions.MAX_ROWS) throw new Error(`${count} rows in STAYS`);
      for (let row = 0; row < count; row++) rows.push(fieldsOf(spelled(reader.read(row))));
    }
  };
  let file = wtmp;
  pairing.beginFile(file);
  for (const piece of pieces) {
    if (piece.isLater) {
      const kept = pairing.kept();
      pairing = new Pairing(core, shape);
      const lost = pairing.restore(kept);
      if (lost > 0) throw new Error(`${lost} sessions found no room`);
      pairing.beginFile(file);
    }
    if (piece.file !== undefined) {
      file = piece.file;
      pairing.beginFile(file);
    }
    writer.clear();
    piece.records.forEach((record, row) => {
      if (!writer.write(row, record)) throw new Error("TEXT is full");
    });
    pairing.take(piece.records.length);
    drain();
  }
  pairing.finish();
  drain();
  return { rows, lost: pairing.lost() };
}

function spelled(row: Readonly<Record<string, bigint | string | Uint8Array>>): object {
  const entries = Object.entries(row).map(([name, value]) => {
    return [name, value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value];
  });
  return Object.fromEntries(entries);
}
