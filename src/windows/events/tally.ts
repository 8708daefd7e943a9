/** What became of the events of some logs, besides those that were given. */
export interface Tally {
  /** Events that tell nothing about logins. */
  other: number;
  /** Events that stood in the logs once more. */
  repeated: number;
}
