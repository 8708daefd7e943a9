import { type Answer, AskError } from "../ask.ts";
import type { End, Listener, Program, Running, Start } from "./program.ts";

const CLOSING = "</Event>";

/** Characters of XML that wait to be asked for before the program has to wait. */
const AHEAD = 4 * 1024 * 1024;

/** Characters of one answer, about. */
const ANSWER = 1024 * 1024;

/** Characters without the end of an event after which it is none. */
const LONGEST = 4 * 1024 * 1024;

/** The events that one wevtutil prints, asked for as the child is asked: some at a time, while it waits with the others. */
export class WevtutilReader implements Listener {
  readonly #events: string[] = [];
  #ahead = 0;
  #rest = "";
  #decoder: InstanceType<typeof TextDecoder> | undefined;
  #head = Buffer.alloc(0);
  #running: Running | undefined;
  #end: End | undefined;
  #fault: AskError | undefined;
  #wake: () => void = () => {};

  async open(start: Start, program: Program, limit: number): Promise<void> {
    this.#running = await start(program, this);
    this.#running.closeInput();
    await this.#until(1, limit);
    if (this.#events.length === 0) this.#check();
  }

  /** The next events; none: that was all. Throws AskError. */
  async next(most: number, limit: number): Promise<Answer<"next">> {
    await this.#until(most, limit);
    if (this.#events.length === 0) this.#check();
    let count = 0;
    for (let size = 0; count < Math.min(most, this.#events.length) && size < ANSWER; count += 1) {
      size += this.#events[count]?.length ?? 0;
    }
    const events = this.#events.splice(0, count);
    for (const event of events) this.#ahead -= event.length;
    if (this.#ahead < AHEAD) this.#running?.resume();
    return { events };
  }

  close(): void {
    this.#running?.kill();
  }

  said(bytes: Uint8Array): void {
    const all = this.#head.length === 0 ? bytes : Buffer.concat([this.#head, bytes]);
    if (this.#decoder === undefined && all.length < 2) {
      this.#head = Buffer.from(all);
      return;
    }
    this.#head = Buffer.alloc(0);
    // XML begins with ASCII: a zero byte or a byte order mark tells UTF-16, which it is asked for.
    this.#decoder ??= new TextDecoder(all[1] === 0 || all[1] === 0xfe ? "utf-16le" : "utf-8");
    this.#cut(this.#decoder.decode(all, { stream: true }));
    if (this.#ahead >= AHEAD) this.#running?.pause();
    this.#wake();
  }

  ended(end: End): void {
    this.#end = end;
    this.#wake();
  }

  #cut(text: string): void {
    let from = Math.max(0, this.#rest.length - CLOSING.length);
    this.#rest += text;
    let cut = 0;
    for (let at = this.#rest.indexOf(CLOSING, from); at !== -1; at = this.#rest.indexOf(CLOSING, from)) {
      from = at + CLOSING.length;
      const event = this.#rest.slice(cut, from).trim();
      cut = from;
      this.#events.push(event);
      this.#ahead += event.length;
    }
    this.#rest = this.#rest.slice(cut);
    if (this.#rest.length <= LONGEST) return;
    this.#fault = new AskError("crash", "an event without an end");
    this.close();
  }

  /** Waits for so many events, an answer full of them, or the end. */
  async #until(most: number, limit: number): Promise<void> {
    let isLate = false;
    // The one thing that keeps this process alive while it waits.
    const timer = setTimeout(() => {
      isLate = true;
      this.#wake();
    }, limit);
    while (!isLate && !this.#isEnough(most)) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    clearTimeout(timer);
    if (!isLate || this.#isEnough(most)) return;
    this.close();
    throw new AskError("timeout", `nothing within ${limit / 1000} s`);
  }

  #isEnough(most: number): boolean {
    const isOver = this.#end !== undefined || this.#fault !== undefined;
    return isOver || this.#events.length >= most || this.#ahead >= ANSWER;
  }

  /** Throws what has ended it otherwise than well. */
  #check(): void {
    if (this.#fault !== undefined) throw this.#fault;
    if (this.#end?.exit === undefined) throw new AskError("crash", this.#end?.text ?? "it has ended");
    if (this.#end.exit !== 0) throw new AskError("refused", failureOf(this.#end));
  }
}

/** Windows' own error codes by the names that PowerShell has for them. */
const failures: Readonly<Record<number, string>> = {
  5: "UnauthorizedAccessException",
  15007: "EventLogNotFoundException",
};

/** Why wevtutil failed, never localized. */
export function failureOf({ exit }: End): string {
  return failures[exit ?? -1] ?? `exit code ${exit}`;
}
