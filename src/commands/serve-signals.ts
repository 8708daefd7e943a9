/** Who is told of signals; before somebody is there they are kept. */
export interface SignalEars {
  readonly stop: () => void;
  readonly reload: () => void;
  /** Somebody does not want to wait any longer: this process ends right after. */
  readonly leave: () => void;
}

/** Exit codes of a process that a signal ended, as shells show them. */
const codes = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Signals of a daemon: SIGTERM and SIGINT end it, the second one at once; SIGHUP makes it read its configuration again,
 * but on Windows, where it means that the console is closed.
 */
export class ServeSignals {
  #ears: SignalEars | undefined;
  #isStopped = false;
  #isReloadWanted = false;

  constructor() {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => this.#stop(signal));
    process.on("SIGHUP", () => {
      if (process.platform === "win32") this.#stop("SIGTERM");
      else if (this.#ears === undefined) this.#isReloadWanted = true;
      else if (!this.#isStopped) this.#ears.reload();
    });
  }

  /** From now on these are told, also of what came before. */
  listen(ears: SignalEars): void {
    this.#ears = ears;
    if (this.#isStopped) ears.stop();
    else if (this.#isReloadWanted) ears.reload();
  }

  #stop(signal: keyof typeof codes): void {
    if (this.#isStopped) {
      this.#ears?.leave();
      process.exit(codes[signal]);
    }
    this.#isStopped = true;
    this.#ears?.stop();
  }
}
