/** What became of lines since the start; it goes on when one deliverer takes the place of another. */
export interface DeliveryCounts {
  /** Lines that the server has taken. */
  delivered: number;
  /** Lines that it will never take. */
  quarantined: number;
  /** Lines that are older than what it keeps. */
  outsideRetention: number;
}

/** Counts of nothing yet. */
export function noCounts(): DeliveryCounts {
  return { delivered: 0, quarantined: 0, outsideRetention: 0 };
}
