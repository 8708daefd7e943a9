import { formatAddress } from "../model/address-text.ts";
import { escapeText } from "../model/escape.ts";
import type { LoginRecord } from "../model/login-record.ts";
import { type RecordField, recordCells, recordTypes } from "../model/record.ts";
import type { Core } from "./core.ts";

const ABSENT = -(2n ** 63n);

const times = ["time", "logout_time"] as const satisfies readonly RecordField[];
const integers = [
  "type_code",
  "pid",
  "session",
  "exit_termination",
  "exit_status",
  "uid",
  "count",
  "max",
  "locktime",
  "offset",
] as const satisfies readonly RecordField[];
const texts = ["line", "id", "user", "host", "service", "layout"] as const satisfies readonly RecordField[];

/** Row `index` of ROWS as an object of its own. Costs about a microsecond, which is why only the library does it. */
export function rowObject(core: Core, index: number, path: string): LoginRecord {
  const first = (index * core.regions.ROW_BYTES) / 8;
  const cell = (field: RecordField): bigint => core.cells[first + recordCells[field]] ?? ABSENT;
  const bytes = (field: RecordField): Uint8Array | undefined => {
    const span = cell(field);
    const start = Number(span & 0xffffffffn);
    return span === 0n ? undefined : core.bytes.subarray(start, start + Number(span >> 32n));
  };

  const record: Record<string, unknown> = {};
  for (const field of times) if (cell(field) !== ABSENT) record[field] = cell(field);
  const type = recordTypes[Number(cell("type"))];
  if (type !== undefined) record.type = type;
  for (const field of integers) if (cell(field) !== ABSENT) record[field] = Number(cell(field));
  for (const field of texts) {
    const text = bytes(field);
    if (text !== undefined) record[field] = escapeText(text);
  }
  const address = bytes("addr");
  if (address !== undefined) record.addr = formatAddress(address);
  return { ...record, path } as LoginRecord;
}
