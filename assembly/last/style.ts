//  How a listing looks: bits that the host sets once (src/last/style.ts).
//
//    0-1  times: 0 none, 1 short, 2 full, 3 ISO 8601     2  users and hosts in full
//    3-4  hosts: 0 a column, 1 at the end, 2 none        5  addresses in place of hosts    6  system entries too

export const TIMES_NONE: i32 = 0;
export const TIMES_SHORT: i32 = 1;
export const TIMES_FULL: i32 = 2;
export const TIMES_ISO: i32 = 3;

export const HOSTS_COLUMN: i32 = 0;
export const HOSTS_LAST: i32 = 1;

let style: i32 = TIMES_SHORT;

/** Takes the bits drawn above. */
export function setStyle(bits: i32): void {
  style = bits;
}

/** One of TIMES_…. */
export function times(): i32 {
  return style & 3;
}

/** One of HOSTS_…; 2 for none. */
export function hosts(): i32 {
  return (style >> 3) & 3;
}

/** Whether users and hosts are written whole. */
export function isWide(): bool {
  return (style & 4) != 0;
}

/** Whether addresses stand in place of hosts. */
export function isNumeric(): bool {
  return (style & 32) != 0;
}

/** Whether shutdowns, run levels and changes of the clock are listed. */
export function isSystem(): bool {
  return (style & 64) != 0;
}
