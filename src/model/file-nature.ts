/** What the records of a file are to pairing. */
export interface FileNature {
  /**
   * `history`: logins and logouts in their order (wtmp, utmp, utx.log). `moments`: the same from a database that holds
   * them in pairs. `failed`: logins that failed (btmp). `last-login`: one per account. `failures`: a counter per account.
   */
  readonly nature: "history" | "moments" | "failed" | "last-login" | "failures";
  /** What ties a logout to its login. */
  readonly key: "line" | "id";
  /** The log in one word, for the field `sources`: `wtmp`, `btmp`, `wtmpdb`. */
  readonly label: string;
}

/** The module's numbers of natures (`assembly/nature.ts`). */
export const natureNumbers: Readonly<Record<FileNature["nature"], number>> = {
  history: 0,
  failed: 1,
  moments: 2,
  "last-login": 3,
  failures: 4,
};
