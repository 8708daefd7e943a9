/** Whose login records they are: their rows have fields of their own. */
export type Platform = "unix" | "windows";
