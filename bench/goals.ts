//  What the project promises, and what it wishes for.

/** A promise on time: `command` against `rival`, how many times as fast. */
export interface SpeedGoal {
  readonly command: string;
  readonly rival: string;
  readonly atLeast: number;
  readonly aim: number;
}

/** Reading a big wtmp, whole processes. */
export const speedGoals: readonly SpeedGoal[] = [
  { command: "read --format line-protocol", rival: "utmpdump", atLeast: 5, aim: 7 },
  { command: "read --format jsonl", rival: "utmpdump", atLeast: 4.5, aim: 6 },
  { command: "read --format csv", rival: "utmpdump", atLeast: 4.5, aim: 6 },
];

/** Pairing a big wtmp, whole processes. */
export const sessionGoals: readonly SpeedGoal[] = [
  { command: "read --as sessions --format line-protocol", rival: "last -F -w", atLeast: 5, aim: 7 },
  { command: "read --format last -F -w", rival: "last -F -w", atLeast: 1, aim: 5 },
];

/** Counting the failed logins of a big btmp, whole processes. */
export const summaryGoals: readonly SpeedGoal[] = [
  { command: "read --as summary", rival: "lastb | awk | sort | uniq -c", atLeast: 10, aim: 15 },
];

/** Draining a backlog, times the official client with the same lines. */
export const drainGoal = { atLeast: 1, aim: 1.5 };

/** A whole snapshot of a machine with a few people on it, times a Node that does nothing. */
export const startGoal = { atMost: 1.4, aim: 1.2 };

/** Peak memory of reading any file, in MiB over a Node that does nothing. */
export const memoryGoal = { atMost: 32, aim: 16 };

/** Size of the WASM module in KiB. */
export const moduleGoal = { atMost: 32, aim: 16 };
