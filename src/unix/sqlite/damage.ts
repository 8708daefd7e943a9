/** A place in the database that cannot be read. Caught inside this folder and reported; never the end of the reading. */
export class Damage extends Error {}

/** What was left out: where, `page 5 of table wtmp`, and why, in one sentence without full stop. */
export interface Skip {
  readonly where: string;
  readonly reason: string;
}

/** Where a reading says what people should know. */
export interface DatabaseReport {
  /** A row or a page of rows was left out. */
  skip(where: string, reason: string): void;
  /** A row (`row 17`) was delivered without one of its values. */
  doubt(where: string, reason: string): void;
  /** Something that was done and that is not obvious, such as honouring a journal. */
  notice(message: string): void;
}
