import { counted } from "../model/counted.ts";

/** One of the rows of a shape, in words. */
export const rowWords = { sessions: "session", events: "event" } as const;

/** What is said of rows that a format left out because they have no time that it can write; nothing when there are none. */
export function withoutTime(rows: number, what: string, format: string): string[] {
  if (rows === 0) return [];
  return [`${counted(rows, what)} left out: ${format} cannot write them without a time in its range`];
}
