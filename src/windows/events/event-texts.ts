import type { Report } from "../../model/report.ts";
import type { WindowsEvent } from "./event.ts";
import { parseJson } from "./parse-json.ts";
import { parseXml } from "./parse-xml.ts";
import type { Lose, Parsed } from "./parsed.ts";
import { LineSplitter } from "./split-lines.ts";
import { XmlSplitter } from "./split-xml.ts";
import type { Piece, Splitter } from "./splitter.ts";
import type { Tally } from "./tally.ts";
import type { TextWindow } from "./text-window.ts";
import { Unread } from "./unread.ts";

/** What the texts of a file are written in. */
export type Syntax = "xml" | "json";

/** What is needed to read the events of a file out of their texts. */
interface EventTextsOptions {
  readonly path: string;
  readonly report: Pick<Report, "skip">;
  readonly tally: Tally;
}

const parsers: Readonly<Record<Syntax, (text: string, lose: Lose) => Parsed>> = { xml: parseXml, json: parseJson };

/** The texts of events in one file, in the order of the file. */
export class EventTexts {
  readonly window: TextWindow;
  /** Texts that were found so far. */
  found = 0;
  readonly #unread: Unread;
  readonly #splitter: Splitter;
  readonly #parse: (text: string, lose: Lose) => Parsed;
  readonly #tally: Tally;

  constructor(window: TextWindow, syntax: Syntax, { path, report, tally }: EventTextsOptions) {
    this.window = window;
    this.#unread = new Unread(path, report);
    this.#splitter = syntax === "xml" ? new XmlSplitter(this.#unread) : new LineSplitter(this.#unread);
    this.#parse = parsers[syntax];
    this.#tally = tally;
  }

  /** The texts, as many at a time as are in memory: use them up before asking for more. */
  async *batches(): AsyncGenerator<Iterable<Piece>> {
    const { window } = this;
    for (;;) {
      let used = 0;
      const split = this.#splitter.split(window);
      const all = function* (): Generator<Piece> {
        used = yield* split;
      };
      yield all();
      const end = window.endOffset;
      if (window.isLast) this.#cut(used);
      if (!(await window.refill(used))) break;
      const next = window.offsetOf(0);
      if (next > end) this.#unread.add(end, next, "a hole of zero bytes in a sparse file");
    }
    this.#unread.flush();
  }

  /** The event of a piece of the window; undefined when it has none for us, which is counted or told. */
  eventOf({ from, to }: Piece): WindowsEvent | undefined {
    const { window } = this;
    const start = window.offsetOf(from);
    const text = window.textOf(from, to, () => this.damaged(start));
    return this.read(text, start, window.offsetOf(to));
  }

  /** The event of a text that stands in the file from `start` to `end`, bytes. */
  read(text: string, start: number, end: number): WindowsEvent | undefined {
    this.found += 1;
    const { event, fault } = this.#parse(text, (reason) => this.#unread.value(start, reason));
    if (fault !== undefined) this.#unread.add(start, end, fault);
    else this.#unread.flush();
    if (fault === undefined && event === undefined) this.#tally.other += 1;
    return event;
  }

  /** Counts a text that is known to tell nothing about logins. */
  passOver(): void {
    this.found += 1;
    this.#tally.other += 1;
    this.#unread.flush();
  }

  /** Ends the stretch that was not read: a text that will be read later stands behind it. */
  endStretch(): void {
    this.#unread.flush();
  }

  /** Says that a text holds bytes its encoding has no characters for. */
  damaged(start: number): void {
    this.#unread.value(start, "not UTF-8: bytes that are no character are shown as U+FFFD; export it with /uni:true");
  }

  /** What is left of a text when nothing more comes: half a unit. */
  #cut(used: number): void {
    const end = this.window.endOffset;
    const start = this.window.offsetOf(used);
    if (end > start) this.#unread.add(start, end, "half a character");
  }
}
