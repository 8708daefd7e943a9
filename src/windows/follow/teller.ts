import type { LogonEventCells } from "../../model/logon.ts";
import type { WindowsEvent } from "../events/event.ts";

/** Who makes rows of events: what following needs of the stories. `Kept` is what he goes on from, plain data. */
export interface Teller<Kept> {
  take(event: WindowsEvent): readonly LogonEventCells[];
  /** Decides everything up to a moment, in µs. */
  settle(until: bigint): readonly LogonEventCells[];
  /** Forgets what is not decided: it will be read again. */
  drop(): void;
  keep(): Kept;
  /** The last record of a channel, by its own name, that is decided. */
  settled(channel: string): bigint | undefined;
}

/** What a teller begins with: what one kept, else, where it is known, when its computer was started (µs). */
export interface Beginning<Kept> {
  readonly kept?: Kept;
  readonly boot?: { readonly host: string; readonly time: bigint };
}
