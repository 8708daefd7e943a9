import type { Listener, Program, Running } from "../../../src/windows/child/program.ts";

/** A request as it was written. */
export interface Request {
  readonly id: number;
  readonly verb: string;
  readonly arguments: Record<string, unknown>;
}

/** What the program makes of things. */
export interface Behaviour {
  /** Whether it greets, or ends with exit code 1. */
  readonly greets?: () => boolean;
  /** Answers, or undefined: it ends with exit code 2. */
  readonly answers?: (request: Request) => unknown;
  /** KiB that it says it works in. */
  readonly memory?: () => number;
}

/** A PowerShell in this process: everything happens at once, and nothing depends on time. */
export class MemoryProgram {
  /** Programs that were started. */
  started = 0;
  /** Programs that have not ended. */
  running = 0;
  readonly requests: Request[] = [];
  readonly #behaviour: Behaviour;

  constructor(behaviour: Behaviour = {}) {
    this.#behaviour = behaviour;
  }

  readonly start = async (_program: Program, listener: Listener): Promise<Running> => {
    const { greets = () => true, answers = () => ({}), memory = () => 1 } = this.#behaviour;
    let isOver = false;
    this.started += 1;
    this.running += 1;
    const number = this.started;
    const say = (id: number, value: unknown): void => {
      const base64 = Buffer.from(JSON.stringify(value)).toString("base64");
      queueMicrotask(() => listener.said(Buffer.from(`whoflux ${id} ok ${base64} ${memory()}\n`)));
    };
    const end = (exit: number): void => {
      if (isOver) return;
      isOver = true;
      this.running -= 1;
      queueMicrotask(() => listener.ended({ exit, text: `exit code ${exit}` }));
    };
    if (greets()) say(0, { computer: String(number) });
    else end(1);
    return {
      write: (text) => {
        const request: Request = JSON.parse(Buffer.from(text, "base64").toString());
        this.requests.push(request);
        const answer = answers(request);
        if (answer === undefined) end(2);
        else say(request.id, answer);
      },
      closeInput: () => end(0),
      kill: () => end(137),
      pause: () => {},
      resume: () => {},
    };
  };
}
