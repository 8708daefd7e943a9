import { textOf } from "./encoding.ts";
import type { WindowsEvent } from "./event.ts";
import { EventIndex } from "./event-index.ts";
import type { EventTexts } from "./event-texts.ts";
import type { Piece } from "./splitter.ts";
import type { TextStore } from "./text-store.ts";
import { isAboutOther } from "./xml-head.ts";

/** Bytes that are read at a time, unless one text alone is longer. */
const BLOCK = 1024 * 1024;

/** Bytes of a text that say what it is about. */
const HEAD = 2048;

/**
 * The texts of the rest of a file, the last one first: they are passed once to note where they stand, then read from the
 * end. `store` gives them again.
 */
export async function* newestFirst(
  texts: EventTexts,
  rest: AsyncIterable<Iterable<Piece>>,
  store: TextStore,
): AsyncGenerator<WindowsEvent[]> {
  const { window } = texts;
  const index = new EventIndex();
  let before = 0;
  for await (const pieces of rest) {
    for (const { from, to } of pieces) {
      const bytes = window.bytesOf(from, to);
      if (isAboutOther(textOf(bytes.subarray(0, HEAD), window.encoding, () => {}))) {
        texts.passOver();
        continue;
      }
      texts.endStretch();
      store.keep(bytes);
      index.add(window.offsetOf(from), bytes.length);
      before += bytes.length;
    }
  }
  for (let end = index.length; end > 0; ) {
    const { first, place, bytes } = block(index, store, end, before);
    yield eventsOf(texts, index, store, { first, end, place, bytes, before });
    for (let at = first; at < end; at++) before -= index.bytesOf(at);
    end = first;
  }
}

interface Block {
  /** Texts from `first` to before `end`. */
  readonly first: number;
  readonly end: number;
  readonly place: number;
  readonly bytes: Buffer;
  /** Bytes of all texts before `end`. */
  readonly before: number;
}

/** The longest run of texts before `end` that fits into a block. */
function block(
  index: EventIndex,
  store: TextStore,
  end: number,
  before: number,
): Pick<Block, "first" | "place" | "bytes"> {
  let first = end - 1;
  let behind = before - index.bytesOf(first);
  const last = store.placeOf(index.startOf(first), behind) + index.bytesOf(first);
  let place = last - index.bytesOf(first);
  while (first > 0) {
    const earlier = behind - index.bytesOf(first - 1);
    const start = store.placeOf(index.startOf(first - 1), earlier);
    if (last - start > BLOCK) break;
    first -= 1;
    behind = earlier;
    place = start;
  }
  const bytes = Buffer.allocUnsafe(last - place);
  return { first, place, bytes: bytes.subarray(0, store.read(bytes, place)) };
}

function eventsOf(texts: EventTexts, index: EventIndex, store: TextStore, given: Block): WindowsEvent[] {
  const events: WindowsEvent[] = [];
  let behind = given.before;
  for (let at = given.end - 1; at >= given.first; at--) {
    const start = index.startOf(at);
    const length = index.bytesOf(at);
    behind -= length;
    const from = store.placeOf(start, behind) - given.place;
    const text = textOf(given.bytes.subarray(from, from + length), texts.window.encoding, () => texts.damaged(start));
    const event = texts.read(text, start, start + length);
    if (event !== undefined) events.push(event);
  }
  return events;
}
