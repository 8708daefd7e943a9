/** How a listing looks, in the words of util-linux's `last`. */
export interface ListingStyle {
  readonly times: "notime" | "short" | "full" | "iso";
  /** `wide`: users and hosts as long as they are. */
  readonly names: "short" | "wide";
  readonly hosts: "column" | "last" | "none";
  /** `address`: the address of the record in place of its host. */
  readonly origin: "host" | "address";
  /** Shutdowns, run levels and changes of the clock. */
  readonly system: "hidden" | "shown";
}

/** The `--time-format` names. */
export const timeFormats = ["notime", "short", "full", "iso"] as const;
const hosts = ["column", "last", "none"] as const;

const SYSTEM = 64;

/** Whether a listing of these bits shows the system's entries. */
export function showsSystem(bits: number): boolean {
  return (bits & SYSTEM) !== 0;
}

/** The bits that stand for a style (`assembly/last/style.ts`). */
export function styleBits(style: ListingStyle): number {
  return (
    timeFormats.indexOf(style.times) |
    (style.names === "wide" ? 4 : 0) |
    (hosts.indexOf(style.hosts) << 3) |
    (style.origin === "address" ? 32 : 0) |
    (style.system === "shown" ? SYSTEM : 0)
  );
}
