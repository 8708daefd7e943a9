import type { CollectorCells } from "../model/collector.ts";

/** How delivery is doing, for a row of `logon_collector`. Counters begin with the first deliverer of the process. */
export interface DeliveryHealth {
  /** Lines that the server has taken. */
  readonly delivered: number;
  /** Lines that it will never take; they are in the quarantine file. */
  readonly quarantined: number;
  /** Lines older than what it keeps. */
  readonly outside_retention: number;
  /** Lines that had to leave the spool undelivered, over restarts. */
  readonly dropped: number;
  /** Bytes on disk of all lanes, and lines that wait in them. */
  readonly spool_bytes: number;
  readonly spool_lines: number;
  /** Microseconds that the oldest waiting line has waited; 0: none waits. */
  readonly lag_us: number;
  /** When the server last took a line, in microseconds since 1970. */
  readonly last_success?: number;
  /** What keeps lines from being delivered. */
  readonly problem?: string;
}

/** Health as a row of `logon_collector`; `up` is 1 when nothing keeps lines from being delivered. */
export function deliveryCells(source: string, health: DeliveryHealth): CollectorCells {
  const isUp = health.problem === undefined;
  return { source, up: isUp ? 1 : 0, status: isUp ? "ok" : "failed", ...health };
}
