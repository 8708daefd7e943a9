import { LastWords } from "./last-words.ts";
import type { End, Listener, Program, Running } from "./program.ts";

/** Milliseconds of silence after its end, until nothing more is waited for. */
const SILENCE = 1000;

/** The end of a program, as execa tells it. */
interface Result {
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
  readonly code?: string | undefined;
}

/**
 * Starts a program on pipes. Loads execa (60 ms) at the first one.
 *
 * It does not keep this process alive: whoever waits for an answer has a timer that does. When this process ends, the
 * program sees the end of its input, however hard the end was; after a soft one it is killed besides.
 */
export async function spawn({ path, args }: Program, listener: Listener): Promise<Running> {
  const { execa } = await import("execa");
  const child = execa(path, args, {
    stdin: "pipe",
    stdout: "pipe",
    stderr: "pipe",
    buffer: false,
    reject: false,
    windowsHide: true,
    cleanup: true,
  });
  const words = new LastWords();
  const drain = new Drain(child);
  child.stdout.on("data", (bytes: Uint8Array) => {
    drain.goOn();
    listener.said(bytes);
  });
  child.stderr.on("data", (bytes: Uint8Array) => words.hear(bytes));
  for (const stream of [child.stdin, child.stdout, child.stderr]) {
    // EPIPE and its kin: the end of the program tells all there is to tell.
    stream.on("error", () => {});
    (stream as Partial<NodeJS.RefCounted>).unref?.();
  }
  child.unref();
  child.then(
    (end) => listener.ended(told(end, words)),
    () => listener.ended(told({}, words)),
  );
  return {
    write: (text) => void child.stdin.write(text),
    closeInput: () => void child.stdin.end(),
    kill: () => void child.kill("SIGKILL"),
    pause: () => void child.stdout.pause(),
    resume: () => {
      drain.goOn();
      child.stdout.resume();
    },
  };
}

/** What of a child process has to do with its end. */
interface Ending {
  once(event: "exit" | "close", listener: () => void): unknown;
  readonly stdout: { destroy(): unknown; isPaused(): boolean };
  readonly stderr: { destroy(): unknown };
}

/** Lets go of what a program said when, after its end, nothing more of it comes: its pipes may be held by others. */
class Drain {
  readonly #child: Ending;
  #late: NodeJS.Timeout | undefined;

  constructor(child: Ending) {
    this.#child = child;
    child.once("exit", () => {
      this.#late = setTimeout(() => this.#letGo(), SILENCE);
      this.#late.unref();
    });
    child.once("close", () => clearTimeout(this.#late));
  }

  /** More comes. */
  goOn(): void {
    this.#late?.refresh();
  }

  #letGo(): void {
    if (this.#child.stdout.isPaused()) {
      this.goOn();
      return;
    }
    this.#child.stdout.destroy();
    this.#child.stderr.destroy();
  }
}

function told({ exitCode, signal, code }: Result, words: LastWords): End {
  const end = exitCode === undefined ? (signal ?? code ?? "no start") : `exit code ${exitCode}`;
  const last = words.toString();
  return { exit: exitCode, text: last === "" ? end : `${end}, ${last}` };
}
