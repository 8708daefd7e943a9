import type { StateForm } from "../state/state-file.ts";

/** How far a shipment has come: what of it is decided, told again byte by byte when it is made anew. */
export interface Place {
  /** Bytes from the start that are stored or refused for good; they end with a line. */
  readonly bytes: number;
  readonly lines: number;
  /** SHA-256 of these bytes, hexadecimal. */
  readonly sum: string;
  /** Lines among them that were refused. */
  readonly quarantined: number;
  readonly outsideRetention: number;
}

const numbers = ["bytes", "lines", "quarantined", "outsideRetention"] as const;

/** A place as a line of JSON. */
export const placeForm: StateForm<Place> = {
  textOf: (place) => JSON.stringify(place),
  stateOf(text) {
    const found: unknown = JSON.parse(text);
    if (typeof found !== "object" || found === null) throw new Error("is no place");
    const { bytes, lines, quarantined, outsideRetention, sum } = found as { readonly [name in keyof Place]?: unknown };
    const place = { bytes, lines, quarantined, outsideRetention };
    const wrong = numbers.find((name) => !Number.isSafeInteger(place[name]) || Number(place[name]) < 0);
    if (wrong !== undefined) throw new Error(`${wrong} is no number of things`);
    if (typeof sum !== "string" || !/^[\da-f]{64}$/.test(sum)) throw new Error("sum is no checksum");
    return { ...(place as Omit<Place, "sum">), sum };
  },
};
