import type { WindowsEvent } from "../events/event.ts";

interface Head {
  readonly rest: AsyncIterator<WindowsEvent>;
  readonly event: WindowsEvent;
}

/**
 * Events of several logs as one sequence, by time as far as each log is in order; of equal times, in the order of the
 * logs. One event of each is held. Ends all of them when one throws, or when no more is wanted.
 */
export async function* merged(logs: readonly AsyncIterable<WindowsEvent>[]): AsyncGenerator<WindowsEvent> {
  const iterators = logs.map((log) => log[Symbol.asyncIterator]());
  try {
    const heads: (Head | undefined)[] = [];
    for (const rest of iterators) heads.push(await headOf(rest));
    for (let first = earliest(heads); first !== undefined; first = earliest(heads)) {
      yield first.event;
      heads[heads.indexOf(first)] = await headOf(first.rest);
    }
  } finally {
    for (const iterator of iterators) await iterator.return?.();
  }
}

async function headOf(rest: AsyncIterator<WindowsEvent>): Promise<Head | undefined> {
  const step = await rest.next();
  return step.done === true ? undefined : { rest, event: step.value };
}

function earliest(heads: readonly (Head | undefined)[]): Head | undefined {
  return heads.reduce((best, head) => {
    if (head === undefined) return best;
    return best === undefined || head.event.time < best.event.time ? head : best;
  }, undefined);
}
