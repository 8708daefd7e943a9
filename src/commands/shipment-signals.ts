import { type Shipment, ShipmentEnded } from "../deliver/shipment.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";

const names = ["SIGHUP", "SIGINT", "SIGTERM"] as const;
type Name = (typeof names)[number];

/** Ends a shipment when the process is asked to end, so that its place is kept; a second signal ends the process at once. */
export class ShipmentSignals {
  /** Rejects with ShipmentEnded when a signal has come and the place is kept; never resolves. */
  readonly ended: Promise<never>;
  readonly #shipment: Pick<Shipment, "interrupt">;
  readonly #listeners: readonly (readonly [name: Name, listener: () => void])[];
  #exitCode: ExitCode | undefined;
  #end: (error: ShipmentEnded) => void = () => {};

  constructor(shipment: Pick<Shipment, "interrupt">) {
    this.#shipment = shipment;
    this.ended = new Promise((_, reject) => {
      this.#end = reject;
    });
    // Nobody may be waiting when it comes.
    this.ended.catch(() => {});
    this.#listeners = names.map((name) => [name, () => void this.#hear(name)] as const);
    for (const [name, listener] of this.#listeners) process.on(name, listener);
  }

  /** Exit code of the signal that has come; undefined: none has. */
  get exitCode(): ExitCode | undefined {
    return this.#exitCode;
  }

  /** Listens no more. */
  close(): void {
    for (const [name, listener] of this.#listeners) process.off(name, listener);
  }

  async #hear(name: Name): Promise<void> {
    if (this.#exitCode !== undefined) process.exit(exitCodes[name]);
    this.#exitCode = exitCodes[name];
    await this.#shipment.interrupt();
    this.#end(new ShipmentEnded("interrupted"));
  }
}
