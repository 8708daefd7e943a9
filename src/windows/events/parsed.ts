import type { WindowsEvent } from "./event.ts";

/** What a text was: an event that tells about logins, or why it cannot be read; neither: an event about something else. */
export interface Parsed {
  readonly event?: WindowsEvent;
  readonly fault?: string;
}

/** An event that tells nothing about logins. */
export const aboutOther: Parsed = {};

/** Hears why an event was read without one of its values. */
export type Lose = (reason: string) => void;
