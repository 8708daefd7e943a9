//  What the records of a file are; mirrored in src/model/file-nature.ts.

export const NATURE_HISTORY: i32 = 0;
export const NATURE_FAILED: i32 = 1;
/** Logins and logouts that a database holds in pairs: a shutdown ends nothing there. */
export const NATURE_MOMENTS: i32 = 2;
export const NATURE_LAST_LOGIN: i32 = 3;
export const NATURE_FAILURES: i32 = 4;
