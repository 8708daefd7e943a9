import { basename } from "node:path";
import type { Shipment } from "../deliver/shipment.ts";
import type { ReadingProgress } from "./outlet.ts";
import { ReadingShare } from "./reading-share.ts";
import { StatusLine } from "./status-line.ts";
import { isTerminal } from "./terminal.ts";

const STDERR = 2;
/** Milliseconds between two lines. */
const INTERVAL = 500;
/** Milliseconds before what is left can be told. */
const PATIENCE = 3000;

/** Shows on a terminal how many lines are delivered, how fast, and how long it will take; silent anywhere else. */
export class ShipmentProgress implements ReadingProgress {
  readonly #line = new StatusLine();
  readonly #isShown = isTerminal(STDERR);
  readonly #shipment: Pick<Shipment, "delivered" | "isSkipping">;
  readonly #share: ReadingShare | undefined;
  #timer: NodeJS.Timeout | undefined;
  #path = "";
  #records = 0;
  #offset: (() => bigint) | undefined;
  #start: { readonly time: number; readonly share: number | undefined } | undefined;

  constructor(shipment: Pick<Shipment, "delivered" | "isSkipping">, paths: readonly string[]) {
    this.#shipment = shipment;
    if (!this.#isShown) return;
    this.#share = new ReadingShare(paths);
    this.#timer = setInterval(() => this.#show(), INTERVAL).unref();
  }

  count(path: string, records: number, offset?: () => bigint): void {
    if (!this.#isShown) return;
    this.#path = path;
    this.#records += records;
    this.#offset = offset;
  }

  /** Reading has ended; sending may go on. */
  end(): void {
    this.wipe();
  }

  /** Wipes the line, for words to be said in its place. */
  wipe(): void {
    this.#line.wipe();
  }

  /** Shows no more. */
  close(): void {
    clearInterval(this.#timer);
    this.wipe();
  }

  #show(): void {
    const now = Date.now();
    const share = this.#offset === undefined ? undefined : this.#share?.at(this.#path, this.#offset());
    if (!this.#shipment.isSkipping) this.#start ??= { time: now, share };
    const elapsed = now - (this.#start?.time ?? now);
    const rate = elapsed > 0 ? Math.round((this.#shipment.delivered / elapsed) * 1000) : 0;
    const done = share === undefined || elapsed < PATIENCE ? 0 : share - (this.#start?.share ?? 0);
    const left = done > 0 && share !== undefined ? `, ${spanOf((elapsed * (1 - share)) / done)} left` : "";
    const what = this.#shipment.isSkipping
      ? "finding the place"
      : `${this.#shipment.delivered} lines delivered, ${rate} lines/s`;
    this.#line.show(`${basename(this.#path)}: ${this.#records} records, ${what}${left}`);
  }
}

function spanOf(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (hours > 0) return `${hours}h${minutes}m`;
  return minutes > 0 ? `${minutes}m${seconds % 60}s` : `${seconds}s`;
}
