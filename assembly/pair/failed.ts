//  Logins that failed, and last logins: each record is an event of its own. A failure that is written twice, byte for byte
//  and one behind the other (sshd and PAM both write), is one event that counts two; so the last one is held back.

import { NATURE_FAILURES } from "../nature";
import {
  CELL_ADDR,
  CELL_COUNT,
  CELL_HOST,
  CELL_ID,
  CELL_LINE,
  CELL_PID,
  CELL_TIME,
  CELL_TYPE,
  CELL_USER,
} from "../row";
import { sourceText } from "./blank";
import { emitFailed, emitLogin } from "./event-row";
import { release, takeSlot } from "./open";
import { keyCell, nature, nextStay } from "./run";
import {
  fillSlot,
  SLOT_ADDRESS,
  SLOT_ADDRESS_LENGTH,
  SLOT_COUNT,
  SLOT_HOST,
  SLOT_ID,
  SLOT_LINE,
  SLOT_LOGIN,
  SLOT_PID,
  SLOT_TYPE,
  SLOT_USER,
} from "./slot";
import { isSame, makeRoom } from "./stays";

let held: usize = 0;
/** The log that it is from. */
let heldFrom: i64 = 0;

/** Forgets the failure that is held back. */
export function resetHeld(): void {
  held = 0;
}

/** A failed login; false when it has to come again. */
export function fail(row: usize): bool {
  if (isVoid(row)) return true;
  if (held != 0 && isRepeated(row)) {
    store<u32>(held, load<u32>(held, SLOT_COUNT) + 1, SLOT_COUNT);
    heldFrom = sourceText();
    return true;
  }
  const slot = takeSlot();
  if (slot == 0) return makeRoom();
  letGo();
  fillSlot(slot, row, keyCell, 0);
  if (nature == NATURE_FAILURES) store<i32>(slot, load<i32>(row, CELL_COUNT * 8), SLOT_COUNT);
  held = slot;
  heldFrom = sourceText();
  return true;
}

/** Makes an event of the failure that was held back. */
export function letGo(): void {
  if (held == 0) return;
  emitFailed(nextStay(), held, heldFrom);
  release(held);
  held = 0;
}

/** The last login of an account; false when it has to come again. */
export function lastLogin(row: usize): bool {
  if (load<i64>(row, CELL_TIME * 8) <= 0) return true;
  const slot = takeSlot();
  if (slot == 0) return makeRoom();
  fillSlot(slot, row, keyCell, 0);
  emitLogin(nextStay(), slot);
  release(slot);
  return true;
}

/** A record of zeros, or one of a counter that stands at none. */
function isVoid(row: usize): bool {
  if (nature == NATURE_FAILURES) return load<i64>(row, CELL_COUNT * 8) <= 0;
  return (load<u64>(row, CELL_LINE * 8) >> 32) + (load<u64>(row, CELL_USER * 8) >> 32) == 0;
}

function isRepeated(row: usize): bool {
  if (nature == NATURE_FAILURES) return false;
  if (load<i64>(row, CELL_TIME * 8) != load<i64>(held, SLOT_LOGIN)) return false;
  if (load<i64>(row, CELL_PID * 8) != load<i64>(held, SLOT_PID)) return false;
  if (load<i64>(row, CELL_TYPE * 8) != load<i64>(held, SLOT_TYPE)) return false;
  return (
    isSame(load<u64>(held, SLOT_USER), load<u64>(row, CELL_USER * 8)) &&
    isSame(load<u64>(held, SLOT_LINE), load<u64>(row, CELL_LINE * 8)) &&
    isSame(load<u64>(held, SLOT_HOST), load<u64>(row, CELL_HOST * 8)) &&
    isSame(load<u64>(held, SLOT_ID), load<u64>(row, CELL_ID * 8)) &&
    isSame(heldAddress(), load<u64>(row, CELL_ADDR * 8))
  );
}

function heldAddress(): u64 {
  return ((load<u32>(held, SLOT_ADDRESS_LENGTH) as u64) << 32) | ((held + SLOT_ADDRESS) as u64);
}
