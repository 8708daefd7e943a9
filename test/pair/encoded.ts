import { StayOutput } from "../../src/commands/stay-output.ts";
import type { FormatName } from "../../src/formats/index.ts";
import type { RecordCells } from "../../src/model/record.ts";
import { recordEntity } from "../../src/model/record-entity.ts";
import type { PairingShape } from "../../src/wasm/pairing.ts";
import { RowWriter } from "../../src/wasm/row-writer.ts";
import { core } from "./paired.ts";

const writer = new RowWriter(core, recordEntity.fields, "ROWS");

/** A history of records as the text that `whoflux read --as …` prints for a wtmp that holds them. */
export function encodeStays(shape: PairingShape, format: FormatName, records: readonly RecordCells[]): string {
  const pieces: Buffer[] = [];
  const output = new StayOutput(core, shape, { format, selection: null }, (bytes) => pieces.push(Buffer.from(bytes)));
  const write = (rows: number): void => {
    if (rows > 0) output.write(rows, "wtmp");
    writer.clear();
  };
  writer.clear();
  let rows = 0;
  for (const record of records) {
    if (rows === core.regions.MAX_ROWS || !writer.write(rows, record)) {
      write(rows);
      rows = 0;
      writer.write(rows, record);
    }
    rows += 1;
  }
  write(rows);
  output.end();
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(pieces));
}
