/** Waits for some milliseconds, or until a signal is aborted; never rejects. */
export type Sleep = (milliseconds: number, ended: AbortSignal) => Promise<void>;

/** A `Sleep` on the real clock. It does not keep the process alive. */
export const pause: Sleep = (milliseconds, ended) => wait(milliseconds, ended, (timer) => timer.unref());

/** A `Sleep` on the real clock that keeps the process alive: for work that has to end before the process does. */
export const heldPause: Sleep = (milliseconds, ended) => wait(milliseconds, ended, () => {});

function wait(milliseconds: number, ended: AbortSignal, made: (timer: NodeJS.Timeout) => void): Promise<void> {
  if (ended.aborted || milliseconds <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      ended.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, Math.min(milliseconds, LONGEST));
    made(timer);
    ended.addEventListener("abort", end);
  });
}

/** A timer with more milliseconds fires at once. */
const LONGEST = 2 ** 31 - 1;
