//  A row of STAYS as the listing has it. What selection looks at stands where sessions have it; the logout is that of the
//  session; how it ended is a number of this folder's own.

import { CELL_ENDED_BY } from "../row";

export const CELL_HOW: i32 = CELL_ENDED_BY;

/** At the time in CELL_LOGOUT. */
export const HOW_ENDED: i64 = 0;
/** By a boot without a shutdown. */
export const HOW_CRASH: i64 = 1;
/** By a shutdown. */
export const HOW_DOWN: i64 = 2;
/** A session that nothing ends. */
export const HOW_LOGGED_IN: i64 = 3;
/** A system that nothing ends. */
export const HOW_RUNNING: i64 = 4;
/** A moment, not a stay. */
export const HOW_MOMENT: i64 = 5;
