import { Closings } from "./closing.ts";
import { BANG, behindBlank, isAt, isTagAt, LT, QUESTION, SLASH, tagEnd } from "./markup.ts";
import { EVENT_UNITS, type Scanned, type Stretch, scanEvent } from "./scan-event.ts";
import { skipDoctype } from "./skip-doctype.ts";
import type { Piece, Splitter } from "./splitter.ts";
import type { TextWindow } from "./text-window.ts";
import type { Unread } from "./unread.ts";

/** As many units tell what begins with a `<`. */
const TELLING = 9;

const stray = "no event";

/**
 * Cuts XML into its events: a document with a root, one event per line, or one behind the other, with comments,
 * instructions, byte order marks and evtx_dump's `Record 7` between them. Anything else between events is told as unread.
 */
export class XmlSplitter implements Splitter {
  readonly #closings = new Closings();
  readonly #unread: Unread;

  constructor(unread: Unread) {
    this.#unread = unread;
  }

  *split(window: TextWindow): Generator<Piece, number> {
    const { shape, end, isLast, encoding } = window;
    const stretch: Stretch = { shape, end, isLast, base: window.offsetOf(0) / encoding.unit };
    for (let at = 0; ; ) {
      at = behindBlank(shape, at, end);
      if (at === end) return end;
      const isEvent = isTagAt(shape, at, "<Event");
      const found = isEvent ? scanEvent(stretch, at, this.#closings) : this.#between(window, stretch, at);
      if (found === undefined) return at;
      const { to, fault } = found;
      if (fault !== undefined) {
        const [start, stop] = [window.offsetOf(at), window.offsetOf(to)];
        if (fault === stray) this.#unread.addStray(start, stop);
        else this.#unread.add(start, stop, fault);
      } else if (isEvent) {
        yield { from: at, to };
      }
      at = to;
    }
  }

  /** What stands between events; a fault for what is told. */
  #between(window: TextWindow, stretch: Stretch, at: number): Scanned | undefined {
    const { shape, end, isLast } = stretch;
    if (shape[at] !== LT) return beforeMarkup(window, stretch, at);
    if (end - at < TELLING && !isLast) return undefined;
    const kind = shape[at + 1];
    if (kind === QUESTION) return this.#closed(stretch, at, "?>");
    if (isAt(shape, at, "<!--")) return this.#closed(stretch, at, "-->");
    if (kind === BANG && isAt(shape, at, "<!DOCTYPE")) return skipDoctype(stretch, at);
    if (isTagAt(shape, at, "<Events") || (kind === SLASH && isTagAt(shape, at, "</Events"))) {
      const next = nextMarkup(stretch, at + 1);
      const { at: gt } = tagEnd(shape, at, next);
      if (gt >= 0) return { to: gt + 1 };
      return isLast || next < end || end - at > EVENT_UNITS ? { to: next, fault: stray } : undefined;
    }
    return { to: nextMarkup(stretch, at + 1), fault: stray };
  }

  #closed({ shape, end, isLast, base }: Stretch, at: number, closing: string): Scanned | undefined {
    const limit = Math.min(end, at + EVENT_UNITS);
    const found = this.#closings.find(shape.subarray(0, limit), closing, at + 2, base);
    if (found >= 0) return { to: found + closing.length };
    return isLast || limit < end ? { to: at + 1, fault: stray } : undefined;
  }
}

/** Text between events: silent where it is known to stand there. */
function beforeMarkup(window: TextWindow, stretch: Stretch, at: number): Scanned | undefined {
  const { shape, end, isLast } = stretch;
  const mark = window.encoding.unit === 1 ? 3 : 1;
  if (end - at < mark && !isLast) return undefined;
  if (window.bytesOf(at, at + mark).equals(byteOrderMarks[window.encoding.name])) return { to: at + mark };
  const to = nextMarkup(stretch, at);
  if (to === end && !isLast && to - at < EVENT_UNITS && isAt(shape, at, "R")) return undefined;
  const isNumber = to - at < 40 && /^Record \d+\s*$/.test(shape.toString("latin1", at, to));
  return isNumber ? { to } : { to, fault: stray };
}

const byteOrderMarks = {
  "UTF-8": Buffer.from([0xef, 0xbb, 0xbf]),
  "UTF-16LE": Buffer.from([0xff, 0xfe]),
  "UTF-16BE": Buffer.from([0xfe, 0xff]),
} as const;

function nextMarkup({ shape, end }: Stretch, at: number): number {
  const next = shape.subarray(0, end).indexOf(LT, at);
  return next < 0 ? end : next;
}
