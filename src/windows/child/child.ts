import { AskError, type Greeting } from "../ask.ts";
import { type AnswerFrame, type Frame, parseFrame, requestLine } from "./frames.ts";
import { LineSplitter } from "./line-splitter.ts";
import type { End, Listener, Program, Running, Start } from "./program.ts";

/** Bytes of one answer's line; a child that says more without an end is ended. */
const LONGEST = 64 * 1024 * 1024;

/** Who waits for the answer with this id. */
interface Waiting {
  readonly id: number;
  readonly timer: NodeJS.Timeout;
  readonly resolve: (body: unknown) => void;
  readonly reject: (error: AskError) => void;
}

/** One running PowerShell: it greets, then answers one request at a time. It is never started again. */
export class Child implements Listener {
  /** Resolves when it has ended. */
  readonly gone: Promise<void>;
  readonly #lines = new LineSplitter(LONGEST);
  #announce: () => void = () => {};
  #running: Running | undefined;
  #waiting: Waiting | undefined;
  #isOver = false;
  #requests = 0;
  #memory = 0;
  #noise = 0;

  constructor() {
    this.gone = new Promise((resolve) => {
      this.#announce = resolve;
    });
  }

  /** Whether it has ended or must end: nothing can be asked any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Requests that it was sent. */
  get requests(): number {
    return this.#requests;
  }

  /** KiB of memory that it works in, as it said last; 0: it did not say. */
  get memory(): number {
    return this.#memory;
  }

  /** Lines that were no answers. */
  get noise(): number {
    return this.#noise;
  }

  /** Starts it and waits for its greeting. Throws AskError `start`, `language`; then it is over. */
  async greet(start: Start, program: Program, limit: number): Promise<Greeting> {
    const greeting = this.#expect(0, limit);
    // Whoever abandons it meanwhile rejects the greeting before anybody waits for it.
    greeting.catch(() => {});
    this.#running = await start(program, this);
    if (this.#isOver) this.#running.kill();
    return (await greeting) as Greeting;
  }

  /** Asks, and waits for at most `limit` milliseconds. Throws AskError; after `timeout` and `crash` it is over. */
  ask(id: number, verb: string, given: unknown, limit: number): Promise<unknown> {
    const answer = this.#expect(id, limit);
    this.#requests += 1;
    this.#running?.write(requestLine(id, verb, given));
    return answer;
  }

  /** Fails what waits, and kills it. */
  abandon(error: AskError): void {
    this.#isOver = true;
    this.#fail(error);
    this.#running?.kill();
  }

  /** Fails what waits, closes its input, and kills it when it has not ended after `grace` milliseconds. */
  async leave(grace: number): Promise<void> {
    this.#isOver = true;
    this.#fail(new AskError("closed", "it is ended"));
    this.#running?.closeInput();
    if (await this.#endsWithin(grace)) return;
    this.#running?.kill();
    // What cannot even be killed is left to the system.
    await this.#endsWithin(grace);
  }

  said(bytes: Uint8Array): void {
    try {
      for (const line of this.#lines.push(bytes)) this.#hear(parseFrame(line));
    } catch (error) {
      this.abandon(this.#fault(error instanceof RangeError ? error.message : String(error)));
    }
  }

  ended({ text }: End): void {
    this.#isOver = true;
    this.#fail(this.#fault(text));
    this.#announce();
  }

  #hear(frame: Frame | undefined): void {
    const waiting = this.#waiting;
    if (frame === undefined || waiting?.id !== frame.id) {
      this.#noise += 1;
      return;
    }
    if (frame.kind === "language") this.abandon(new AskError("language", frame.mode));
    else if (frame.kind === "broken") this.abandon(this.#fault("an answer that is damaged"));
    else this.#take(frame);
  }

  #take({ kind, id, body, memory }: AnswerFrame): void {
    this.#memory = memory ?? this.#memory;
    if (kind === "ok") this.#done().resolve(body);
    else if (id === 0) this.abandon(new AskError("start", errorId(body)));
    else this.#fail(new AskError("refused", errorId(body)));
  }

  #expect(id: number, limit: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const late = `nothing within ${limit / 1000} s`;
      // The one thing that keeps this process alive while it waits.
      const timer = setTimeout(() => this.abandon(new AskError(id === 0 ? "start" : "timeout", late)), limit);
      this.#waiting = { id, timer, resolve, reject };
      if (this.#isOver) this.#fail(this.#fault("it has ended"));
    });
  }

  #done(): Pick<Waiting, "resolve" | "reject"> {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    clearTimeout(waiting?.timer);
    return waiting ?? { resolve: () => {}, reject: () => {} };
  }

  #fail(error: AskError): void {
    this.#done().reject(error);
  }

  #fault(detail: string): AskError {
    return new AskError(this.#waiting?.id === 0 ? "start" : "crash", detail);
  }

  async #endsWithin(grace: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), grace);
    });
    const ended = await Promise.race([this.gone.then(() => true), late]);
    clearTimeout(timer);
    return ended;
  }
}

/** What an `err` tells. */
function errorId(body: unknown): string {
  const id: unknown = typeof body === "object" && body !== null && "id" in body ? body.id : undefined;
  return typeof id === "string" && id !== "" ? id.slice(0, 200) : "unknown";
}
