/**
 * Runs work of several parts, one run at a time. Parts that become due while a run is under way wait for its end and are
 * then one run, but for parts that this run is making: their time is skipped.
 */
export class OneAtATime<Part> {
  readonly #work: (parts: ReadonlySet<Part>) => Promise<void>;
  #running: ReadonlySet<Part> | undefined;
  #waiting = new Set<Part>();
  #end: Promise<void> = Promise.resolve();

  /** `work` sees to its own errors: it never rejects. */
  constructor(work: (parts: ReadonlySet<Part>) => Promise<void>) {
    this.#work = work;
  }

  /** Parts are due; the parts whose time is skipped. */
  due(parts: ReadonlySet<Part>): ReadonlySet<Part> {
    const running = this.#running;
    if (running === undefined) {
      if (parts.size > 0) this.#end = this.#run(parts);
      return new Set();
    }
    for (const part of parts) if (!running.has(part)) this.#waiting.add(part);
    return new Set([...parts].filter((part) => running.has(part)));
  }

  /** Nothing that waits is run any more; resolves when the run that is under way has ended. */
  finish(): Promise<void> {
    this.#waiting.clear();
    return this.#end;
  }

  async #run(first: ReadonlySet<Part>): Promise<void> {
    for (let parts = first; parts.size > 0; ) {
      this.#running = parts;
      await this.#work(parts);
      parts = this.#waiting;
      this.#waiting = new Set();
    }
    this.#running = undefined;
  }
}
