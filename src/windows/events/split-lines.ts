import { behindBlank } from "./markup.ts";
import { EVENT_UNITS } from "./scan-event.ts";
import type { Piece, Splitter } from "./splitter.ts";
import type { TextWindow } from "./text-window.ts";
import type { Unread } from "./unread.ts";

const NEWLINE = 0x0a;

/** Longest line: an event's text grows when it is put in JSON. */
const LINE_UNITS = 2 * EVENT_UNITS;

const tooLong = `a line of more than ${LINE_UNITS} characters`;

/** Cuts JSON Lines into lines; empty ones are none. */
export class LineSplitter implements Splitter {
  readonly #unread: Unread;
  #isTooLong = false;

  constructor(unread: Unread) {
    this.#unread = unread;
  }

  *split(window: TextWindow): Generator<Piece, number> {
    const { shape, end, isLast } = window;
    const text = shape.subarray(0, end);
    for (let at = 0; ; ) {
      if (at === end) return end;
      const newline = text.indexOf(NEWLINE, at);
      if (newline < 0 && !isLast && end - at <= LINE_UNITS && !this.#isTooLong) return at;
      const to = newline < 0 ? end : newline;
      if (this.#isTooLong || to - at > LINE_UNITS) {
        this.#unread.add(window.offsetOf(at), window.offsetOf(to), tooLong);
        this.#isTooLong = newline < 0;
        if (!this.#isTooLong) this.#unread.flush();
      } else {
        const from = behindBlank(shape, at, to);
        if (from < to) yield { from, to };
      }
      if (newline < 0) return end;
      at = newline + 1;
    }
  }
}
