import { firstPlace, type Place } from "./place.ts";

/** What is kept of deliveries: everything before the place is done with. */
export interface Acknowledged {
  readonly place: Place;
  /** Lines ever acknowledged. */
  readonly delivered: number;
  /** Lines ever lost to caps and to damage. */
  readonly dropped: number;
}

/** A spool that is new. */
export const nothingAcknowledged: Acknowledged = { place: firstPlace(1, 0), delivered: 0, dropped: 0 };

/** How it is written: one line of JSON. */
export const acknowledgedForm = {
  textOf: ({ place, delivered, dropped }: Acknowledged): string =>
    JSON.stringify({
      segment: place.segment,
      offset: place.offset,
      frame: place.frame,
      line: place.line,
      delivered,
      dropped,
    }),
  stateOf(text: string): Acknowledged {
    const value: unknown = JSON.parse(text);
    const count = (name: string): number => {
      const number = (value as Readonly<Record<string, unknown>> | null)?.[name];
      if (typeof number !== "number" || !Number.isSafeInteger(number) || number < 0) throw new Error(`bad ${name}`);
      return number;
    };
    const place = { segment: count("segment"), offset: count("offset"), frame: count("frame"), line: count("line") };
    return { place, delivered: count("delivered"), dropped: count("dropped") };
  },
};
