import { type FormatName, type FormatOptions, formats } from "../../src/formats/index.ts";
import type { RecordCells } from "../../src/model/record.ts";
import { recordEntity } from "../../src/model/record-entity.ts";
import { layouts } from "../../src/unix/layouts/index.ts";
import { createCore } from "../../src/wasm/core.ts";
import { ObjectBatches } from "../../src/wasm/object-batches.ts";
import { RowEncoder } from "../../src/wasm/row-encoder.ts";

const core = createCore(layouts);

/** What became of records: the text, and how many the syntax had to leave out. */
export interface Encoded {
  readonly bytes: Buffer;
  readonly rowsWithoutTime: number;
  readonly emptyRows: number;
}

/** Records through the module's rows and encoder into one of the formats. */
export async function encode(
  format: FormatName,
  records: readonly RecordCells[],
  options: FormatOptions = {},
): Promise<Encoded> {
  const pieces: Buffer[] = [];
  const { syntax, columns } = formats[format];
  const encoder = new RowEncoder(core, { syntax, ...columns(recordEntity, options) }, (bytes) =>
    pieces.push(Buffer.from(bytes)),
  );
  const batches = new ObjectBatches(core, records, () => {});
  for (;;) {
    const rows = await batches.next();
    if (rows === 0) break;
    encoder.rows(rows);
  }
  encoder.end();
  return {
    bytes: Buffer.concat(pieces),
    rowsWithoutTime: core.rowsWithoutTime(),
    emptyRows: core.emptyRows(),
  };
}

/** The same as text; throws when it is not UTF-8. */
export async function encodeText(
  format: FormatName,
  records: readonly RecordCells[],
  options: FormatOptions = {},
): Promise<string> {
  const { bytes } = await encode(format, records, options);
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}
