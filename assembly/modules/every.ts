//  What every module does: decode, detect, select, number and encode. Regions and limits as numbers, verbs as functions.

export { beginFile, carry, decode, feed, nextOffset } from "../decode/decode";
//  Not for the host: what is exported stays a function of its own. Inlined into their one caller, these would make one
//  of 6 KB, which the engine takes 14 ms to optimise, and a short run has to wait for.
export { decodeFixed } from "../decode/fixed";
export { setLayoutCount, settle } from "../decode/sync";
export { decodeUtxLog } from "../decode/utx-log";
export { detect, detectInside, insideAt } from "../detect";
export { encodeCsv } from "../encode/csv";
export { encodeJson } from "../encode/json";
export { encodeLineProtocol } from "../encode/line-protocol";
export { emptyRows, encodedRows, rowsWithoutTime, setColumns } from "../encode/state";
export { encodeTable } from "../encode/table";
export {
  COLUMN_BYTES,
  COLUMNS,
  FILTER,
  FILTER_BYTES,
  INPUT,
  INPUT_BYTES,
  LAYOUT_BYTES,
  LAYOUT_NAMES,
  LAYOUT_NAMES_BYTES,
  LAYOUTS,
  LITERALS,
  LITERALS_BYTES,
  MAX_COLUMNS,
  MAX_LAYOUTS,
  MAX_ROWS,
  MAX_SKIPS,
  OUTPUT,
  OUTPUT_BYTES,
  ROW_BYTES,
  ROWS,
  SCORE_BYTES,
  SCORES,
  SKIP_BYTES,
  SKIPS,
  STAYS,
  TEXT,
  TEXT_BYTES,
} from "../memory";
export { assignOrdinals, resetOrdinals } from "../ordinal";
export { useEntity } from "../row";
export { select } from "../select";
export { clearSkips, skipCount } from "../skip";
