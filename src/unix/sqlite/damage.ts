/** A place in the database that cannot be read. Caught inside this folder and reported; never the end of the reading. */
export class Damage extends Error {}

/** What could not be delivered, or only in part. */
export interface Skip {
  /** `page 5` or `row 17`. */
  readonly where: string;
  /** One sentence without full stop. */
  readonly reason: string;
}

/** Where a reading says what people should know. */
export interface DatabaseReport {
  /** A row or page that was left out, or a row delivered without one of its values. */
  skip(skip: Skip): void;
  /** Something that was done and that is not obvious, such as honouring a journal. */
  notice(message: string): void;
}
