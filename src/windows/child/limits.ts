/** What a child may take; times in milliseconds. */
export interface Limits {
  /** From the start to the greeting: virus scanners and slow disks make it seconds. */
  readonly start: number;
  /** One request. */
  readonly request: number;
  /** From the end of its input to its own end, before it is killed. */
  readonly grace: number;
  /** Requests after which another child takes its place: CIM leaks in long-lived ones. */
  readonly requests: number;
  /** Age after which another child takes its place. */
  readonly age: number;
  /** KiB of memory after which another child takes its place. */
  readonly memory: number;
  /** Requests that may wait for their turn. */
  readonly queue: number;
}

/** What holds unless somebody says otherwise. */
export const usualLimits: Limits = {
  start: 60_000,
  request: 60_000,
  grace: 2000,
  requests: 500,
  age: 6 * 60 * 60 * 1000,
  memory: 512 * 1024,
  queue: 64,
};
