import { basename } from "node:path";
import type { FileNature } from "../model/file-nature.ts";
import { recordCells, recordTypes } from "../model/record.ts";
import { placeOf } from "../unix/inputs/rotation.ts";
import type { Core } from "../wasm/core.ts";

/** Logs by what their name holds, the first that fits. */
const names: readonly (readonly [part: string, nature: FileNature["nature"]])[] = [
  ["lastlogin", "last-login"],
  ["btmp", "failed"],
  ["wtmp", "history"],
  ["utmp", "history"],
  ["utx", "history"],
];

/** Layouts that are a nature of their own. */
const layouts: readonly (readonly [start: string, nature: FileNature["nature"], key: FileNature["key"]])[] = [
  ["lastlog", "last-login", "line"],
  ["faillog", "failures", "line"],
  ["wtmpdb", "moments", "id"],
];

/** Types that a log of failed logins never has. */
const historic: readonly string[] = ["RUN_LVL", "BOOT_TIME", "NEW_TIME", "OLD_TIME", "INIT_PROCESS", "DEAD_PROCESS"];

/**
 * What a file is, by its layout, its name, and, where the name does not tell (`-`, `evidence.bin`), its first records,
 * which stand in ROWS: logins without any boot or logout among them, on a line `…:notty` or of type LOGIN_PROCESS, are
 * failed ones.
 */
export function natureOf(core: Core, path: string, rows: number): FileNature {
  const layout = textOf(core, 0, recordCells.layout);
  const special = layouts.find(([start]) => layout.startsWith(start));
  if (special !== undefined) return { nature: special[1], key: special[2], label: layout.replace(/-.*/, "") };
  const key = layout.startsWith("freebsd-utx") ? "id" : "line";
  const { stem } = placeOf(basename(path));
  const named = names.find(([part]) => stem.includes(part));
  if (named !== undefined) return { nature: named[1], key, label: named[0] };
  return { nature: looksFailed(core, rows) ? "failed" : "history", key, label: "" };
}

function looksFailed(core: Core, rows: number): boolean {
  let isLikely = false;
  for (let row = 0; row < rows; row++) {
    const type = recordTypes[Number(cellOf(core, row, recordCells.type))];
    if (type !== undefined && historic.includes(type)) return false;
    const isGetty = textOf(core, row, recordCells.user).startsWith("LOGIN");
    isLikely ||= (type === "LOGIN_PROCESS" && !isGetty) || textOf(core, row, recordCells.line).endsWith(":notty");
  }
  return isLikely;
}

function cellOf(core: Core, row: number, cell: number): bigint {
  return core.cells[(row * core.regions.ROW_BYTES) / 8 + cell] ?? 0n;
}

function textOf(core: Core, row: number, cell: number): string {
  const span = cellOf(core, row, cell);
  const start = Number(span & 0xffffffffn);
  return Buffer.from(core.bytes.subarray(start, start + Number(span >> 32n))).toString("latin1");
}
