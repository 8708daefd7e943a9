import { WhofluxError } from "../model/error.ts";
import type { Report } from "../model/report.ts";
import { Budget, EVERYTHING } from "./budget.ts";
import { BudgetCut } from "./budget-cut.ts";
import { begins, fingerprintOf } from "./fingerprint.ts";
import { type LogState, noLog } from "./follow-state.ts";
import { isFresh, settledRows } from "./fresh-rows.ts";
import type { LogPairing } from "./log-pairing.ts";
import { isSilent, type LogPoll, missingLog, pairingOf, restOf } from "./log-poll.ts";
import { LogRecords } from "./log-records.ts";
import type { OpenLog } from "./open-log.ts";
import { type FileIdentity, identityOf, isSameFile, isUntouched, type Position } from "./position.ts";
import { type LiveLog, type Plan, planNext, planWhole, type Step } from "./reading-plan.ts";
import { fileAt, type RotatedFile, rotatedFiles } from "./rotated-set.ts";
import type { Place } from "./row-places.ts";

/**
 * Tells what was appended to a log of records; returns its new state, the same object when nothing was, and undefined
 * when it could not be read the first time.
 */
export async function followRecords(poll: LogPoll): Promise<LogState | undefined> {
  const { path, state, options } = poll;
  const stats = fileAt(path);
  const live: LiveLog = { path, identity: stats && identityOf(stats) };
  if (state?.live !== undefined && live.identity !== undefined && isUntouched(live.identity, state.live)) return state;
  const position = state?.position;
  const notice = (message: string): void => options.report.notice(message);
  let plan: Plan | undefined;
  try {
    plan = position === undefined ? await planWhole(live, notice) : await planNext(live, position, notice);
  } catch (error) {
    if (!(error instanceof WhofluxError)) throw error;
    options.report.fail(error);
    return state;
  }
  if (plan === undefined) return missingLog(poll);
  if (plan.steps.length === 0) return state ?? noLog;
  return new RecordsPoll(poll).run(isSilent(poll) && poll.log.nature === "failed" ? lastOf(plan) : plan);
}

/** Failed logins leave nothing open: where they begin to be told, what stands before is not read. */
function lastOf({ steps }: Plan): Plan {
  return { steps: steps.slice(-1) };
}

/** Bytes at the end of such a log that are read, so that its records are found whatever stands before them. */
const LAST_BYTES = 256 * 1024;

class RecordsPoll {
  readonly #poll: LogPoll;
  readonly #pairing: LogPairing;
  readonly #cut: BudgetCut;
  #position: Position | undefined;
  /** Whether what follows the position can be found as long as its file is there. */
  #isAnchored = false;
  #live: FileIdentity | undefined;
  /** The last records may be followed by others of their moment. */
  #isWaiting = false;
  /** The poll has told as much as it may. */
  #isFull = false;
  /** The files were rotated on after the plan was made: what is not read yet is planned anew by the next poll. */
  #isOvertaken = false;

  constructor(poll: LogPoll) {
    this.#poll = poll;
    this.#pairing = pairingOf(poll);
    // What is read for what is open in it has to be read to its end at once: the next poll tells all.
    this.#cut = new BudgetCut(poll.core, isSilent(poll) ? new Budget(EVERYTHING) : poll.budget, poll.log.nature);
    this.#position = poll.state?.position;
  }

  async run({ steps, isAgain, rotated }: Plan): Promise<LogState | undefined> {
    const { state } = this.#poll;
    if (isAgain !== true && state !== undefined) this.#pairing.restore(state);
    const before = this.#position;
    for (const step of steps) if (!this.#isStopped) await this.#read(step, rotated);
    const kept = this.#pairing.finish();
    // Where nothing is to be told, all has to be read in one poll.
    if (this.#isOvertaken && isSilent(this.#poll)) return state;
    if (this.#isFull) this.#poll.budget.cut();
    if (this.#position === before && this.#live === undefined) return state;
    return {
      ...kept,
      ...(this.#position === undefined ? {} : { position: this.#position }),
      ...(this.#live === undefined || this.#isStopped ? {} : { live: this.#live }),
      ...(this.#isFull ? restOf(this.#poll) : {}),
    };
  }

  get #isStopped(): boolean {
    return this.#isWaiting || this.#isFull || this.#isOvertaken;
  }

  /** Reads one file. What fails is told, and the position stays where the records that were taken end. */
  async #read(step: Step, rotated: Plan["rotated"]): Promise<void> {
    const { kept, options } = this.#poll;
    const { report } = options;
    const { path, identity, from } = step;
    try {
      const log = await kept.open(path, identity, from?.offset ?? 0, (message) => report.notice(message));
      try {
        if (isAsPlanned(this.#poll.path, log, step, rotated)) await this.#readOpen(log, step);
        else this.#isOvertaken = true;
      } catch (error) {
        log.close();
        throw error;
      }
      if (this.#isFull) kept.keep(log);
      else log.close();
    } catch (error) {
      if (!(error instanceof WhofluxError)) throw error;
      this.#isOvertaken = !isSameSet(rotated, this.#poll.path);
      if (!this.#isOvertaken) report.fail(error);
    }
  }

  async #readOpen(log: OpenLog, step: Step): Promise<void> {
    const { core, options } = this.#poll;
    const { from, state } = step;
    if (from !== undefined && !begins(log.head, from.head)) {
      this.#isOvertaken = true;
      return;
    }
    const usual = this.#position?.layout;
    const start = from === undefined ? { offset: 0, ...(usual === undefined ? {} : { usual }) } : placeOf(from);
    const report = isSilent(this.#poll) ? silent(options.report) : options.report;
    const records = new LogRecords(core, log, start, report, this.#taker(log));
    try {
      if (isSilent(this.#poll) && this.#poll.log.nature === "failed") await records.leapTo(LAST_BYTES);
      if (state === "growing") await records.readOn();
      else await records.readAll();
      if (state === "growing") this.#live = log.identity;
    } finally {
      this.#goTo(log, records.place, step);
    }
  }

  /** An empty file tells nothing by which it could be found again: the position stays in the file before it. */
  #goTo(log: OpenLog, place: Place, { from }: Step): void {
    this.#isAnchored ||= from !== undefined;
    if (place.offset === 0 && (this.#isAnchored || this.#position === undefined)) return;
    this.#isAnchored = true;
    this.#position = positionAt(log, place);
  }

  #taker(log: OpenLog): (rows: number) => number {
    const { core, options, log: followed } = this.#poll;
    const now = options.now();
    const waits = followed.nature === "failed" && isFresh(log.identity.modified, now);
    return (rows) => {
      const settled = waits ? settledRows(core, rows, now) : rows;
      const taken = this.#cut.taken(settled);
      this.#isFull = taken < settled;
      this.#isWaiting = settled < rows && !this.#isFull;
      this.#pairing.take(rows, taken, log.path);
      return taken;
    };
  }
}

/**
 * Whether an open file is the one that was planned. A rename or a copy that came before it was opened shows in the rotated
 * files; one that comes later changes nothing of what is open, but for emptying it, which its first bytes tell next time.
 */
function isAsPlanned(path: string, log: OpenLog, { identity }: Step, rotated: Plan["rotated"]): boolean {
  if (log.size !== undefined && (!isSameFile(log.identity, identity) || log.size < identity.size)) return false;
  return isSameSet(rotated, path);
}

function isSameSet(rotated: Plan["rotated"], path: string): boolean {
  if (rotated === undefined) return true;
  const now = rotatedFiles(path);
  const isSame = (file: RotatedFile, index: number): boolean =>
    file.path === rotated[index]?.path && isSameFile(file, rotated[index]);
  return now.length === rotated.length && now.every(isSame);
}

/** Damage in what is not told is not told either. */
function silent(report: Report): Report {
  return {
    skip: () => {},
    fail: (error) => report.fail(error),
    notice: (message) => report.notice(message),
  };
}

function placeOf({ offset, layout }: Position): Place {
  return { offset, ...(layout === undefined ? {} : { layout }) };
}

function positionAt({ identity, head }: OpenLog, { offset, layout }: Place): Position {
  return { ...identity, head: fingerprintOf(head, offset), offset, ...(layout === undefined ? {} : { layout }) };
}
