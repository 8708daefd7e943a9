//  The computer itself: boots and shutdowns, which end all sessions, and steps of its clock.

import { ABSENT, CELL_TIME } from "../row";
import { emitClock, emitLone } from "./event-row";
import { oldestOpen, remove } from "./open";
import { hasRoom, isEvents, moveClock, nextStay } from "./run";
import { SLOT_COUNT } from "./slot";
import { between } from "./stay-row";
import { end } from "./stays";
import { ACTION_BOOT, ACTION_SHUTDOWN, ENDED_CRASH, ENDED_SHUTDOWN, PAIRED_BOOT } from "./words";

/** Everything has been shut down and nothing has come up since. */
export let isDown: i32 = 0;
let oldTime: i64 = ABSENT;

/** Starts a run: up, the clock as it is. */
export function resetSystem(): void {
  setDown(0);
  oldTime = ABSENT;
}

/** See `isDown`. */
export function setDown(down: i32): void {
  isDown = down;
}

/** The first half of a step of the clock whose second half has not come yet: the time before it; else ABSENT. */
export function pendingTime(): i64 {
  return oldTime;
}

/** Sets what pendingTime() tells: pairing goes on where it stopped. */
export function setPendingTime(time: i64): void {
  oldTime = time;
}

/** A boot or a shutdown; false while sessions are left to end and STAYS is full: then it has to come again. */
export function endAll(row: usize, isBoot: i32): bool {
  for (let slot = oldestOpen(); slot != 0; slot = oldestOpen()) {
    if (!hasRoom()) return false;
    if (load<u32>(slot, SLOT_COUNT) == 0) remove(slot);
    else end(slot, isBoot ? ENDED_CRASH : ENDED_SHUTDOWN, row, PAIRED_BOOT);
  }
  if (!hasRoom()) return false;
  systemEvent(row, isBoot);
  isDown = isBoot ? 0 : 1;
  return true;
}

/** The event of a boot or a shutdown. */
export function systemEvent(row: usize, isBoot: i32): void {
  if (isEvents) emitLone(nextStay(), row, isBoot ? ACTION_BOOT : ACTION_SHUTDOWN);
}

/** The time before a step of the clock; the next record tells the time behind it. */
export function leaveTime(row: usize): void {
  oldTime = load<i64>(row, CELL_TIME * 8);
}

/** The time behind a step of the clock. */
export function enterTime(row: usize): void {
  const step = between(oldTime, load<i64>(row, CELL_TIME * 8));
  if (step != ABSENT) moveClock(step);
  if (isEvents) emitClock(nextStay(), row, oldTime);
  oldTime = ABSENT;
}
