import { AskError } from "../ask.ts";
import type { Running, Start } from "./program.ts";

/** Starts programs, and ends all that run when nobody waits for them any more. */
export class Programs {
  readonly #start: Start;
  readonly #running = new Set<Running>();
  #isEnded = false;

  constructor(start: Start) {
    this.#start = start;
  }

  /** Whether they have been ended. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Throws AskError `closed` when they have been ended. */
  readonly start: Start = async (program, listener) => {
    if (this.#isEnded) throw new AskError("closed", "it is ended");
    let running: Running | undefined;
    let isOver = false;
    running = await this.#start(program, {
      said: (bytes) => listener.said(bytes),
      ended: (end) => {
        isOver = true;
        if (running !== undefined) this.#running.delete(running);
        listener.ended(end);
      },
    });
    if (!isOver) this.#running.add(running);
    if (this.#isEnded) running.kill();
    return running;
  };

  /** Kills what runs; nothing is started any more. */
  end(): void {
    this.#isEnded = true;
    for (const running of this.#running) running.kill();
  }
}
