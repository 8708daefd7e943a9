import { ABSENT, CELL_HOST, CELL_ID, CELL_LINE, CELL_PID, CELL_TYPE, CELL_USER, TYPE_EMPTY } from "../row";

/** True for a record that says nothing: type EMPTY, no text, no pid. The caller has seen that its time is zero. */
export function isBlank(row: usize): bool {
  if (load<i64>(row, CELL_TYPE << 3) != TYPE_EMPTY) return false;
  const pid = load<i64>(row, CELL_PID << 3);
  if (pid != 0 && pid != ABSENT) return false;
  return (
    (textLength(row, CELL_LINE) | textLength(row, CELL_ID) | textLength(row, CELL_USER) | textLength(row, CELL_HOST)) ==
    0
  );
}

function textLength(row: usize, cell: i32): u32 {
  return load<u32>(row + (cell << 3), 4);
}
