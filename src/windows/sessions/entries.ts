import { WhofluxError } from "../../model/error.ts";
import { list } from "../../model/json-shape.ts";
import type { Entries } from "./evidence.ts";

/**
 * Reads a list entry by entry; one that is not what it should be is counted, and hinders no other. `read` may say that an
 * entry is nobody's (undefined). Throws E_SOURCE when it is no list.
 */
export function readEntries<T>(value: unknown, what: string, read: (entry: unknown) => T | undefined): Entries<T> {
  let skipped = 0;
  const entries = list(value, what).flatMap((entry) => {
    try {
      const found = read(entry);
      return found === undefined ? [] : [found];
    } catch (error) {
      if (!(error instanceof WhofluxError)) throw error;
      skipped += 1;
      return [];
    }
  });
  return { entries, skipped };
}
