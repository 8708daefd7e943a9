const LF = 0x0a;
/** Milliseconds for the last answers after standard input has ended: Telegraf asks more loudly after five seconds. */
const LAST_ANSWERS = 4000;

/**
 * Asks for answers: a newline on standard input, SIGHUP, SIGUSR1, SIGUSR2, or the clock. What comes while an answer is
 * being made is one request, however often it came. Standard input is read at all times, and never kept.
 */
export class Requests {
  #isAsked = false;
  #isOver = false;
  #isStopped = false;
  #wake = (): void => {};
  #stop = (): void => {};

  /** `interval`: milliseconds between answers that nobody has to ask for, the first one at once. */
  constructor(interval: number | undefined) {
    for (const signal of ["SIGHUP", "SIGUSR1", "SIGUSR2"]) process.on(signal, () => this.#ask());
    for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => this.#stopNow());
    process.stdin.on("data", (bytes: Buffer) => {
      if (bytes.includes(LF)) this.#ask();
    });
    for (const event of ["end", "error", "close"]) process.stdin.on(event, () => this.#end());
    if (interval === undefined) return;
    this.#ask();
    setInterval(() => this.#ask(), interval);
  }

  /** Waits for a request, or for the end; requests that came before the end of standard input are answered. */
  async next(): Promise<"answer" | "end"> {
    while (!this.#isAsked) {
      if (this.#isOver) return "end";
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#isAsked = false;
    return "answer";
  }

  /** `stop` is called when nothing more is to be written, whatever is still under way. */
  onStop(stop: () => void): void {
    this.#stop = stop;
    if (this.#isStopped) stop();
  }

  #ask(): void {
    if (!this.#isOver) this.#isAsked = true;
    this.#wake();
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    setTimeout(() => this.#stopNow(), LAST_ANSWERS);
    this.#wake();
  }

  #stopNow(): void {
    this.#isOver = true;
    this.#isStopped = true;
    this.#isAsked = false;
    this.#stop();
    this.#wake();
  }
}
