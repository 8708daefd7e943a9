/** A place in the database that cannot be read. Caught inside this folder and reported; never the end of the reading. */
export class Damage extends Error {}

/** What was left out: where, `page 5 of table wtmp`, and why, in one sentence without full stop. */
export interface Loss {
  readonly where: string;
  readonly reason: string;
}
