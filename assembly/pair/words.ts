//  Numbers of the vocabularies of src/model/: actions, endings, pairings, states.

export const ACTION_LOGIN: i64 = 0;
export const ACTION_LOGOUT: i64 = 1;
export const ACTION_BOOT: i64 = 6;
export const ACTION_SHUTDOWN: i64 = 7;
export const ACTION_CLOCK_CHANGE: i64 = 8;
export const ENDED_LOGOUT: i64 = 0;
export const ENDED_NEXT_LOGIN: i64 = 1;
export const ENDED_SHUTDOWN: i64 = 2;
export const ENDED_CRASH: i64 = 3;
export const PAIRED_PID: i64 = 0;
export const PAIRED_LINE: i64 = 1;
export const PAIRED_ID: i64 = 2;
export const PAIRED_BOOT: i64 = 3;
export const STATE_ENDED: i64 = 6;
