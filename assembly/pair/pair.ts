//  Records in file order to sessions or events. The rules, each with its golden file (fixtures/golden/pair/):
//
//  - The key is the line; FreeBSD's is the record's id. A logout ends the session that is open on its key.
//  - A newer login on the same terminal ends the older session. On a line that is no terminal (`ssh`, `ftpd`, none) many
//    can be open at once: there line and pid are the key, and who has no pid ends nobody.
//  - A login that comes again within ten seconds (same line, pid and user: sshd and PAM both write) is the same login.
//  - A boot ends everything that is open (crash), a shutdown too; run levels 0 and 6 are part of a shutdown.
//  - A logout without a login is an event of its own, unless a getty ended there, everything had been shut down, or no
//    line is named.
//  - Records count in the order of the file, whatever their times; a step of the clock that is recorded is taken out of
//    durations.
//
//  A record makes a few rows, a boot one for each open session: when STAYS is full the caller encodes and calls again.

import { NATURE_FAILED, NATURE_FAILURES, NATURE_HISTORY, NATURE_LAST_LOGIN, NATURE_MOMENTS } from "../nature";
import { ABSENT, rowAt } from "../row";
import { prepareDigits } from "../text/digits";
import { setSource } from "./blank";
import { fail, lastLogin, letGo, resetHeld } from "./failed";
import { BOOT, GETTY, HALT, happeningOf, LOGIN, LOGOUT, NEW_TIME, OLD_TIME, SHUTDOWN } from "./happening";
import { clearOpen, oldestOpen, recycle, younger } from "./open";
import { clock, emitted, hasRoom, isEvents, nature, nextStay, setEmitted, setFile, setRun } from "./run";
import { emitKept, emitOpen } from "./session-row";
import { resetCut, SLOT_COUNT } from "./slot";
import { logIn, logOut, resetEvicted } from "./stays";
import { endAll, enterTime, isDown, leaveTime, resetSystem, setDown, systemEvent } from "./system";

let done: i32 = 0;
/** Where listing the open sessions stands, and whether gettys are listed too. */
let listed: usize = 0;
let listsGettys: i32 = 0;

/** Starts a run: sessions (0) or events (1). Nothing is open. */
export function beginPairing(events: i32): void {
  prepareDigits();
  setRun(events);
  setSource(0);
  clearOpen();
  resetCut();
  resetEvicted();
  resetHeld();
  resetSystem();
}

/**
 * Starts a file: what it holds (NATURE_…), whether records are tied by id (1) or line (0), and the name of its kind, a
 * text that holds until the next file.
 */
export function beginPairingFile(kind: i32, byId: i32, label: usize, labelLength: i32): void {
  setFile(kind, byId);
  setSource((label as i64) | ((labelLength as i64) << 32));
}

/** Pairs the records in ROWS from `first` up to `count`; returns how many rows of STAYS came of them. */
export function pair(first: i32, count: i32): i32 {
  recycle();
  setEmitted(0);
  // A failure that was held back belongs before what follows it in another kind of log.
  if (nature != NATURE_FAILED && nature != NATURE_FAILURES) letGo();
  done = first;
  while (done < count && hasRoom()) {
    if (take(rowAt(done))) done += 1;
    // It needs a slot that was let go just now: free at once when no row points at one, else with the next call.
    else if (emitted == 0) recycle();
    else break;
  }
  return emitted;
}

/** Records that the last call got through; fewer than asked: the rows have to be encoded first. */
export function pairedRecords(): i32 {
  return done;
}

/** Starts listing what is still open: nothing (0), the sessions (1), or all that pairing has to remember (2). */
export function beginOpen(what: i32): void {
  listed = what == 0 ? 0 : oldestOpen();
  listsGettys = what == 2 ? 1 : 0;
}

/**
 * Puts the next open sessions into STAYS, oldest first, without ending them; 0 rows: that was all. In a run of events, a
 * failed login that was held back comes first.
 */
export function listOpen(): i32 {
  recycle();
  setEmitted(0);
  if (!listsGettys) letGo();
  while (listed != 0 && hasRoom()) {
    if (listsGettys) emitKept(nextStay(), listed, clock);
    else if (load<u32>(listed, SLOT_COUNT) != 0) emitOpen(nextStay(), listed);
    listed = younger(listed);
  }
  return emitted;
}

/** 1 when the last thing known of the computer is that it went down. */
export function isShutDown(): i32 {
  return isDown;
}

/** Sets what isShutDown() tells: pairing goes on where it stopped. */
export function setShutDown(down: i32): void {
  setDown(down);
}

/** Takes one record; false when it has to come again. */
function take(row: usize): bool {
  if (nature == NATURE_HISTORY || nature == NATURE_MOMENTS) return takeMoment(row);
  if (!isEvents) return true;
  return nature == NATURE_LAST_LOGIN ? lastLogin(row) : fail(row);
}

function takeMoment(row: usize): bool {
  const happening = happeningOf(row);
  if (happening == LOGIN) {
    setDown(0);
    return logIn(row, 1);
  }
  if (happening == LOGOUT) logOut(row, isDown);
  else if (happening == GETTY) return logIn(row, 0);
  else if (happening == BOOT) return endAll(row, 1);
  else if (happening == SHUTDOWN || happening == HALT) {
    if (isDown) return true;
    if (nature == NATURE_HISTORY) return endAll(row, 0);
    systemEvent(row, 0);
  } else if (happening == OLD_TIME) leaveTime(row);
  else if (happening == NEW_TIME) enterTime(row);
  return true;
}
