/** What the daemon needs of time, so that tests can play it. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls once, after milliseconds; what it returns gives it up. */
  readonly after: (milliseconds: number, call: () => void) => () => void;
}
