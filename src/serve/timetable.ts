import type { Clock } from "./clock.ts";
import type { CronTimes } from "./schedule.ts";

/** Milliseconds between two looks at the clock: timers do not count the time a machine sleeps, nor see a clock that is set. */
const LOOK = 5000;
/** A clock that is slowed down goes back by less. */
const CLOCK_STEP = 1000;

/**
 * Says what is due, and when: each job once at the start, then at its times, all later by the same `delay` (milliseconds).
 * Times that were missed while the machine slept, the process was stopped, or the clock was set, are one, at once. Jobs
 * of one moment come together.
 */
export class Timetable<Job> {
  readonly #times: ReadonlyMap<Job, CronTimes>;
  readonly #clock: Clock;
  readonly #delay: number;
  readonly #due: (jobs: ReadonlySet<Job>) => void;
  readonly #next = new Map<Job, number>();
  #seen: number;
  #cancelLook = (): void => {};
  #delayed: { readonly jobs: Set<Job>; readonly cancel: () => void } | undefined;

  constructor(
    times: ReadonlyMap<Job, CronTimes>,
    options: { readonly clock: Clock; readonly delay: number; readonly due: (jobs: ReadonlySet<Job>) => void },
  ) {
    this.#times = times;
    this.#clock = options.clock;
    this.#delay = options.delay;
    this.#due = options.due;
    this.#seen = options.clock.now();
  }

  /** Begins, also again: with every job, at once. */
  start(): void {
    this.#seen = this.#clock.now();
    this.#plan([...this.#times.keys()]);
    this.#arm();
    if (this.#times.size > 0) this.#due(new Set(this.#times.keys()));
  }

  /** Nothing is due any more, until it is started again. */
  stop(): void {
    this.#cancelLook();
    this.#delayed?.cancel();
    this.#delayed = undefined;
  }

  #plan(jobs: readonly Job[]): void {
    for (const job of jobs) this.#next.set(job, this.#times.get(job)?.next() ?? Number.POSITIVE_INFINITY);
  }

  #arm(): void {
    const soonest = Math.min(...this.#next.values());
    if (this.#next.size === 0) return;
    const wait = Math.max(0, Math.min(LOOK, soonest - this.#clock.now()));
    this.#cancelLook = this.#clock.after(wait, () => this.#look());
  }

  #look(): void {
    const now = this.#clock.now();
    const isSetBack = now < this.#seen - CLOCK_STEP;
    this.#seen = now;
    const jobs = isSetBack ? [...this.#times.keys()] : this.#reached(now);
    this.#plan(jobs);
    this.#arm();
    // After a step back the times that were planned are as far away as the step: nothing is due but what comes next.
    if (!isSetBack && jobs.length > 0) this.#tell(jobs);
  }

  #reached(now: number): Job[] {
    return [...this.#next].filter(([, time]) => time <= now).map(([job]) => job);
  }

  #tell(jobs: readonly Job[]): void {
    if (this.#delay === 0) this.#due(new Set(jobs));
    else if (this.#delayed !== undefined) for (const job of jobs) this.#delayed.jobs.add(job);
    else {
      const waiting = new Set(jobs);
      const cancel = this.#clock.after(this.#delay, () => {
        this.#delayed = undefined;
        this.#due(waiting);
      });
      this.#delayed = { jobs: waiting, cancel };
    }
  }
}
