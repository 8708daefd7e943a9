//  What the host sees: regions and limits as numbers, verbs as functions. Nothing else lives here.

export {
  INPUT,
  INPUT_BYTES,
  ROWS,
  ROW_BYTES,
  MAX_ROWS,
  OUTPUT,
  OUTPUT_BYTES,
  TEXT,
  TEXT_BYTES,
  COLUMNS,
  COLUMN_BYTES,
  MAX_COLUMNS,
  LITERALS,
  LITERALS_BYTES,
  LAYOUTS,
  LAYOUT_BYTES,
  MAX_LAYOUTS,
  LAYOUT_NAMES,
  LAYOUT_NAMES_BYTES,
  FILTER,
  FILTER_BYTES,
  SKIPS,
  SKIP_BYTES,
  MAX_SKIPS,
  SCORES,
  SCORE_BYTES,
} from "./memory";

export { beginFile, carry, decode, feed, nextOffset } from "./decode/decode";
export { clearRows } from "./decode/fields";
export { setLayoutCount } from "./decode/sync";
export { detect, detectInside, insideAt } from "./detect";
export { clearSkips, skipCount } from "./skip";
export { assignOrdinals, resetOrdinals } from "./ordinal";
export { select } from "./select";
