import { counted } from "../model/counted.ts";
import { renderError } from "../model/error.ts";
import type { Word } from "../model/word.ts";

const SAID_A_SEGMENT = 3;

/** Says what damage took: the first places of a segment each, the rest of it in one word. */
export class Losses {
  readonly #say: (word: Word) => void;
  #path = "";
  #said = 0;

  constructor(say: (word: Word) => void) {
    this.#say = say;
  }

  /** Bytes from `start` to `end` of a segment are no frame, or a damaged one; `lines` were in them. */
  damage(path: string, start: number, end: number, lines: number): void {
    this.#one(path, start, `${counted(end - start, "byte")} are damaged, ${lost(lines)}`);
  }

  /** Lines that are in no segment: it is not there, or its end. */
  missing(path: string, lines: number): void {
    this.#one(path, undefined, `what came before it is missing, ${lost(lines)}`);
  }

  #one(path: string, offset: number | undefined, problem: string): void {
    this.#said = path === this.#path ? this.#said + 1 : 1;
    this.#path = path;
    if (this.#said > SAID_A_SEGMENT + 1) return;
    const text = this.#said > SAID_A_SEGMENT ? "more of it is damaged; all of it is counted" : problem;
    const place = offset === undefined || this.#said > SAID_A_SEGMENT ? {} : { offset };
    this.#say({ level: "W", text: renderError("E_SINK", text, { path, ...place }) });
  }
}

function lost(lines: number): string {
  return lines === 0 ? "no line is lost" : `${counted(lines, "line")} ${lines === 1 ? "is" : "are"} lost`;
}
