import type { Report } from "../../model/report.ts";
import type { ByteSource } from "../../unix/open/byte-source.ts";
import type { WindowsEvent } from "./event.ts";
import { isNewestFirst } from "./event-order.ts";
import type { EventTexts } from "./event-texts.ts";
import { newestFirst } from "./newest-first.ts";
import { Reorder } from "./reorder.ts";
import type { Piece } from "./splitter.ts";
import { fileAgain, privateCopy } from "./text-store.ts";

/** What putting a log in order takes. */
export interface Ordering {
  /** Events that are held to put disorder right. */
  readonly size: number;
  readonly report: Pick<Report, "notice">;
}

/**
 * The events of a text in order, oldest first, some at a time: what is out of order by up to `size` events is put right,
 * and a file that begins with its newest events is read from its end.
 */
export async function* inOrder(
  texts: EventTexts,
  source: Pick<ByteSource, "path" | "canReopen" | "container">,
  { size, report }: Ordering,
): AsyncGenerator<WindowsEvent[]> {
  const batches = texts.batches();
  const first: WindowsEvent[] = [];
  for (let batch = await batches.next(); batch.done !== true; batch = await batches.next()) {
    addEvents(texts, batch.value, first);
    if (first.length > size) break;
  }
  const isBackwards = isNewestFirst(first);
  if (first.length <= size || !isBackwards) {
    const all = eventBatches(texts, isBackwards ? first.reverse() : first, batches);
    yield* reordered(all, source.path, { size, report });
    return;
  }
  const isPlain = source.canReopen === true && source.container === "plain";
  report.notice(`${source.path}: newest event first, read from its end${isPlain ? "" : " out of a private copy"}`);
  const store = isPlain ? fileAgain(source.path) : privateCopy(source.path);
  try {
    yield* reordered(backwards(newestFirst(texts, batches, store), first), source.path, { size, report });
  } finally {
    store.close();
  }
}

/**
 * Batches of events with the disorder among them put right, as far as `size` events reach. What the batches throw comes
 * behind all of their events.
 */
export async function* reordered(
  batches: AsyncIterable<readonly WindowsEvent[]>,
  path: string,
  { size, report }: Ordering,
): AsyncGenerator<WindowsEvent[]> {
  const reorder = new Reorder(size);
  const end = ended(batches);
  for await (const batch of end.batches) {
    const ready: WindowsEvent[] = [];
    for (const event of batch) reorder.push(event, ready);
    if (ready.length > 0) yield ready;
  }
  yield reorder.rest();
  const { late } = reorder;
  if (late > 0) {
    const what = late === 1 ? "1 event stands" : `${late} events stand`;
    report.notice(`${path}: ${what} more than ${size} events behind its time, and not in order`);
  }
  end.rethrow();
}

/** Batches that end where they fail; `rethrow` tells then. */
function ended<Batch>(batches: AsyncIterable<Batch>): {
  readonly batches: AsyncIterable<Batch>;
  readonly rethrow: () => void;
} {
  let failure: { readonly error: unknown } | undefined;
  const untilFailure = async function* (): AsyncGenerator<Batch> {
    try {
      yield* batches;
    } catch (error) {
      failure = { error };
    }
  };
  return {
    batches: untilFailure(),
    rethrow: () => {
      if (failure !== undefined) throw failure.error;
    },
  };
}

async function* eventBatches(
  texts: EventTexts,
  first: readonly WindowsEvent[],
  rest: AsyncIterable<Iterable<Piece>>,
): AsyncGenerator<readonly WindowsEvent[]> {
  yield first;
  for await (const pieces of rest) {
    const events: WindowsEvent[] = [];
    addEvents(texts, pieces, events);
    yield events;
  }
}

async function* backwards(
  rest: AsyncIterable<WindowsEvent[]>,
  first: WindowsEvent[],
): AsyncGenerator<readonly WindowsEvent[]> {
  const end = ended(rest);
  yield* end.batches;
  yield first.reverse();
  end.rethrow();
}

function addEvents(texts: EventTexts, pieces: Iterable<Piece>, events: WindowsEvent[]): void {
  for (const piece of pieces) {
    const event = texts.eventOf(piece);
    if (event !== undefined) events.push(event);
  }
}
