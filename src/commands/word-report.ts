import type { WhofluxError } from "../model/error.ts";
import type { Report, SkipReport } from "../model/report.ts";
import type { Word } from "../model/word.ts";
import { StderrReport } from "./stderr-report.ts";

/** Keeps what there is to say about the logs until the answer is out: at most some twenty lines of one file a round. */
export class WordReport implements Report {
  #words: Word[] = [];
  #report = this.#fresh();

  skip(skip: SkipReport): void {
    this.#report.skip(skip);
  }

  fail(error: WhofluxError): void {
    this.#words.push({ level: "W", about: error.facts.path ?? error.problem, text: error.message });
  }

  notice(message: string): void {
    this.#words.push({ level: "I", text: message });
  }

  /** The words of a round; the next one begins. */
  take(): Word[] {
    this.#report.end();
    const words = this.#words;
    this.#words = [];
    this.#report = this.#fresh();
    return words;
  }

  #fresh(): StderrReport {
    return new StderrReport("lenient", (text) => this.#words.push({ level: "W", text }));
  }
}
