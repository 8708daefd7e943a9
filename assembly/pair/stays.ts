//  Logins and logouts: who comes onto a line, who leaves it.

import { ABSENT, CELL_LINE, CELL_PID, CELL_TIME, CELL_USER } from "../row";
import { sameText } from "../select/text";
import { isTerminal } from "./classify";
import { emitLogin, emitLogout, emitLone } from "./event-row";
import { crowdedOut, enter, find, hashOf, oldestIfFull, remove, takeSlot } from "./open";
import { clock, isEvents, keyCell, nextStay } from "./run";
import { emitEnded, emitOpen } from "./session-row";
import { fillSlot, SLOT_COUNT, SLOT_LOGIN, SLOT_PID, SLOT_USER } from "./slot";
import { ACTION_LOGOUT, ENDED_LOGOUT, ENDED_NEXT_LOGIN, PAIRED_ID, PAIRED_LINE, PAIRED_PID } from "./words";

/** Microseconds within which a login that is written twice is one login. */
const TWICE: i64 = 10000000;

let evicted: i32 = 0;

/** Sessions put out while open since the run began: more were open at once than there is room for. */
export function evictedSessions(): i32 {
  return evicted;
}

/** Forgets how many were put out. */
export function resetEvicted(): void {
  evicted = 0;
}

/** A key is one terminal, so that a newer login there ends the older one; otherwise the pid tells sessions apart. */
function isExclusive(key: u64): bool {
  return keyCell != CELL_LINE || isTerminal(key);
}

/** What tells sessions of one key apart. */
function saltOf(row: usize, key: u64): i64 {
  return isExclusive(key) ? 0 : load<i64>(row, CELL_PID * 8) + 1;
}

/** A login (or, with `logins` 0, a getty that waits on the line); false when it has to come again. */
export function logIn(row: usize, logins: i32): bool {
  const key = load<u64>(row + keyCell * 8);
  // sysvinit writes one for each process that it starts, without a line, and no end that would be found by it.
  if (logins == 0 && key >> 32 == 0) return true;
  const salt = saltOf(row, key);
  const hash = hashOf(key, salt);
  const before = find(key, hash, salt);
  if (before != 0) {
    if (load<u32>(before, SLOT_COUNT) == 0) remove(before);
    // Who is logged in stays so when a getty asks for the next one, until a record tells.
    else if (logins == 0) return true;
    else if (isSameLogin(before, row)) {
      store<u32>(before, load<u32>(before, SLOT_COUNT) + 1, SLOT_COUNT);
      return true;
    }
    // On a shared line, what has no pid is told apart by nothing: nobody there shows that another one has gone.
    else if (isExclusive(key) || load<i64>(row, CELL_PID * 8) > 0)
      end(before, ENDED_NEXT_LOGIN, row, pairedBy(before, row));
  }
  const crowd = crowdedOut(hash);
  if (crowd != 0) return putOut(crowd);
  const slot = takeSlot();
  if (slot == 0) return false;
  fillSlot(slot, row, keyCell, clock);
  store<i32>(slot, logins, SLOT_COUNT);
  enter(slot, hash);
  if (isEvents && logins) emitLogin(nextStay(), slot);
  return true;
}

/** Makes room; the login has to come again, into the slot that is free by then. */
function putOut(slot: usize): bool {
  if (load<u32>(slot, SLOT_COUNT) != 0) {
    evicted += 1;
    if (!isEvents) emitOpen(nextStay(), slot);
  }
  remove(slot);
  return false;
}

/** Makes room for what is no session; false: it has to come again. */
export function makeRoom(): bool {
  const oldest = oldestIfFull();
  return oldest == 0 ? false : putOut(oldest);
}

/** A logout; `isDown`: everything has been shut down, so that one without a session says nothing new. */
export function logOut(row: usize, isDown: i32): void {
  const key = load<u64>(row + keyCell * 8);
  const salt = saltOf(row, key);
  const slot = find(key, hashOf(key, salt), salt);
  if (slot == 0) {
    // Without a line it was no session that ended, but one of sysvinit's own processes.
    if (isEvents && !isDown && key >> 32 != 0) emitLone(nextStay(), row, ACTION_LOGOUT);
  } else if (load<u32>(slot, SLOT_COUNT) == 0) remove(slot);
  else end(slot, ENDED_LOGOUT, row, pairedBy(slot, row));
}

/** Ends a session, as the record in `row` tells. */
export function end(slot: usize, endedBy: i64, row: usize, paired: i64): void {
  if (isEvents) emitLogout(nextStay(), slot, endedBy, row, paired, clock);
  else emitEnded(nextStay(), slot, endedBy, row, paired, clock);
  remove(slot);
}

function pairedBy(slot: usize, row: usize): i64 {
  if (keyCell != CELL_LINE) return PAIRED_ID;
  const pid = load<i64>(slot, SLOT_PID);
  return pid > 0 && pid == load<i64>(row, CELL_PID * 8) ? PAIRED_PID : PAIRED_LINE;
}

function isSameLogin(slot: usize, row: usize): bool {
  const pid = load<i64>(slot, SLOT_PID);
  if (pid <= 0 || pid != load<i64>(row, CELL_PID * 8)) return false;
  const login = load<i64>(slot, SLOT_LOGIN);
  const time = load<i64>(row, CELL_TIME * 8);
  if (login == ABSENT || time < login || time - login > TWICE) return false;
  return isSame(load<u64>(slot, SLOT_USER), load<u64>(row, CELL_USER * 8));
}

/** Whether two texts are equal. */
export function isSame(a: u64, b: u64): bool {
  if (a >> 32 != b >> 32) return false;
  return sameText((a & 0xffffffff) as usize, (b & 0xffffffff) as usize, (a >> 32) as usize, 0);
}
