//  Records of one size: one loop for every such layout, offsets from the layout table.
//
//  A record that passes the quick test (a legal type followed by another, zero padding, microseconds below a million)
//  is taken at once; any other goes to sync.ts, which looks at the neighbourhood. Row template: fields.ts.
//
//  Long because the loop holds every offset of the layout in a local: parts of it would load them again for each record.

import {
  FLAG_BY_UID,
  FLAG_DERIVED_TYPE,
  L_ADDR_AT,
  L_ADDR_KIND,
  L_BIG_ENDIAN,
  L_BYTES,
  L_COUNT_AT,
  L_EXIT_AT,
  L_FLAGS,
  L_HOST_AT,
  L_HOST_BYTES,
  L_ID_AT,
  L_ID_BYTES,
  L_LINE_AT,
  L_LINE_BYTES,
  L_LOCK_AT,
  L_LOCK_BYTES,
  L_MAX_AT,
  L_PAD_AT,
  L_PID_AT,
  L_PID_BYTES,
  L_RESERVED_AT,
  L_RESERVED_BYTES,
  L_SESSION_AT,
  L_SESSION_BYTES,
  L_TERMINATION_AT,
  L_TIME_AT,
  L_TIME_KIND,
  L_TYPE_AT,
  L_TYPE_BYTES,
  L_TYPE_MAP,
  L_USEC_AT,
  L_USEC_BYTES,
  L_USER_AT,
  L_USER_BYTES,
  layoutAt,
  TIME_I32,
  TIME_MICROSECONDS,
  TIME_U32,
} from "../layout";
import { MAX_ROWS, ROW_BYTES } from "../memory";
import {
  ABSENT,
  CELL_ADDR,
  CELL_COUNT,
  CELL_EXIT_STATUS,
  CELL_EXIT_TERMINATION,
  CELL_HOST,
  CELL_ID,
  CELL_LINE,
  CELL_LOCKTIME,
  CELL_MAX,
  CELL_OFFSET,
  CELL_PID,
  CELL_SESSION,
  CELL_TIME,
  CELL_TYPE,
  CELL_TYPE_CODE,
  CELL_UID,
  CELL_USER,
  rowAt,
  span,
} from "../row";
import { skipRoom } from "../skip";
import { i16At, i64At, integerAt, isZero, textLength, u16At, u32At } from "./bytes";
import { addressCell, derivedType } from "./fields";
import { current, cursor, inputEnd, isLast, isTrusted, offsetOf, setCurrent, setCursor } from "./state";
import { settle } from "./sync";

/** Bytes past a record that deciding about it may look at: two of the largest records. */
export const LOOKAHEAD: i32 = 1408;

/** Whole seconds beyond which microseconds no longer fit an i64. */
const SECONDS_LIMIT: i64 = 9_000_000_000_000;

/** Seconds and microseconds as a time cell; microseconds out of range count as none. */
export function timeCell(seconds: i64, usec: i64): i64 {
  if (seconds > SECONDS_LIMIT || seconds < -SECONDS_LIMIT) return ABSENT;
  return seconds * 1000000 + (usec >= 0 && usec < 1000000 ? usec : 0);
}

/** Set when decoding stopped at bytes that are no record. */
let stoppedLost: i32 = 0;

/** Whether the last `decodeFixed` stopped at bytes that are no record. */
export function isLost(): i32 {
  return stoppedLost;
}

/**
 * Decodes records from the cursor into ROWS and returns how many. Stops at the end of what can be decided, at
 * MAX_ROWS, where another layout takes over (`current` is changed), or where no record is (`isLost`).
 */
export function decodeFixed(): i32 {
  const layout = layoutAt(current);
  const bytes = load<i32>(layout, L_BYTES);
  const big = load<i32>(layout, L_BIG_ENDIAN);
  const flags = load<i32>(layout, L_FLAGS);
  const byUid = flags & FLAG_BY_UID;
  const derived = flags & FLAG_DERIVED_TYPE;
  const typeAt = load<i32>(layout, L_TYPE_AT);
  const typeBytes = load<i32>(layout, L_TYPE_BYTES);
  const typeMap = load<i32>(layout, L_TYPE_MAP) as usize;
  const padAt = load<i32>(layout, L_PAD_AT);
  const pidAt = load<i32>(layout, L_PID_AT);
  const pidBytes = load<i32>(layout, L_PID_BYTES);
  const lineAt = load<i32>(layout, L_LINE_AT);
  const lineBytes = load<i32>(layout, L_LINE_BYTES);
  const idAt = load<i32>(layout, L_ID_AT);
  const idBytes = load<i32>(layout, L_ID_BYTES);
  const userAt = load<i32>(layout, L_USER_AT);
  const userBytes = load<i32>(layout, L_USER_BYTES);
  const hostAt = load<i32>(layout, L_HOST_AT);
  const hostBytes = load<i32>(layout, L_HOST_BYTES);
  const terminationAt = load<i32>(layout, L_TERMINATION_AT);
  const exitAt = load<i32>(layout, L_EXIT_AT);
  const sessionAt = load<i32>(layout, L_SESSION_AT);
  const sessionBytes = load<i32>(layout, L_SESSION_BYTES);
  const timeAt = load<i32>(layout, L_TIME_AT);
  const timeKind = load<i32>(layout, L_TIME_KIND);
  const usecAt = load<i32>(layout, L_USEC_AT);
  const usecBytes = load<i32>(layout, L_USEC_BYTES);
  const addrAt = load<i32>(layout, L_ADDR_AT);
  const addrKind = load<i32>(layout, L_ADDR_KIND);
  const reservedAt = load<i32>(layout, L_RESERVED_AT);
  const reservedBytes = load<i32>(layout, L_RESERVED_BYTES);
  const countAt = load<i32>(layout, L_COUNT_AT);
  const checked = !isTrusted && !byUid;

  const reach = bytes + (isLast || !checked ? 0 : LOOKAHEAD);
  let p = cursor;
  let uid = byUid ? offsetOf(p) / (bytes as i64) : 0;
  let row = rowAt(0);
  let rows = 0;
  stoppedLost = 0;
  for (; rows < MAX_ROWS && p + reach <= inputEnd; p += bytes) {
    let seconds: i64;
    if (timeKind == TIME_U32) seconds = u32At(p + timeAt, big) as i64;
    else if (timeKind == TIME_I32) seconds = u32At(p + timeAt, big) as i32 as i64;
    else seconds = i64At(p + timeAt, big);
    const usec = usecAt >= 0 ? integerAt(p + usecAt, usecBytes, big) : 0;

    let raw = 0;
    let type = 0;
    if (typeAt >= 0) {
      raw = typeBytes == 1 ? (load<u8>(p + typeAt) as i32) : i16At(p + typeAt, big);
      type = (raw as u32) < 16 ? (load<u8>(typeMap + raw) as i32) : 0xff;
    }
    if (checked) {
      let sound: bool;
      if (typeAt >= 0) {
        const next = p + bytes + typeAt;
        const nextRaw = typeBytes == 1 ? (load<u8>(next) as i32) : u16At(next, big);
        sound =
          type - 1 < 15 &&
          type > 0 &&
          (padAt < 0 || load<u16>(p + padAt) == 0) &&
          (reservedAt < 0 || isZero(p + reservedAt, reservedBytes)) &&
          (usec as u64) < 1000000 &&
          (p + bytes == inputEnd || (p + 2 * bytes <= inputEnd && nextRaw - 1 < 15 && nextRaw > 0));
      } else {
        sound = seconds > 0 && seconds < 0x1_0000_0000;
      }
      if (!sound && !isZero(p, bytes)) {
        const found = skipRoom() ? settle(current, p, inputEnd) : -1;
        if (found != current) {
          if (found >= 0) setCurrent(found);
          else stoppedLost = 1;
          break;
        }
      }
    } else if (byUid && seconds == 0 && isZero(p, bytes)) {
      uid++;
      continue;
    }

    const line = p + lineAt;
    const lineLength = textLength(line, lineBytes);
    store<i64>(row, span(line, lineLength), CELL_LINE * 8);
    let userLength = 0;
    if (userAt >= 0) {
      userLength = textLength(p + userAt, userBytes);
      store<i64>(row, span(p + userAt, userLength), CELL_USER * 8);
    }
    let hostLength = 0;
    if (hostAt >= 0) {
      hostLength = textLength(p + hostAt, hostBytes);
      store<i64>(row, span(p + hostAt, hostLength), CELL_HOST * 8);
    }
    let time = timeKind == TIME_MICROSECONDS ? seconds : timeCell(seconds, usec);
    if (byUid) {
      if (seconds == 0) time = ABSENT;
      store<i64>(row, uid, CELL_UID * 8);
      uid++;
    }
    store<i64>(row, time, CELL_TIME * 8);
    if (typeAt >= 0) {
      store<i64>(row, type == 0xff ? ABSENT : (type as i64), CELL_TYPE * 8);
      store<i64>(row, raw as i64, CELL_TYPE_CODE * 8);
    } else if (derived) {
      store<i64>(row, derivedType(line, lineLength, p + userAt, userLength, seconds) as i64, CELL_TYPE * 8);
    }
    if (pidAt >= 0) store<i64>(row, integerAt(p + pidAt, pidBytes, big), CELL_PID * 8);
    if (idAt >= 0) store<i64>(row, span(p + idAt, textLength(p + idAt, idBytes)), CELL_ID * 8);
    if (addrAt >= 0) store<i64>(row, addressCell(p + addrAt, addrKind, p + hostAt, hostLength), CELL_ADDR * 8);
    if (sessionAt >= 0) store<i64>(row, sessionOf(integerAt(p + sessionAt, sessionBytes, big)), CELL_SESSION * 8);
    if (exitAt >= 0) {
      store<i64>(row, i16At(p + terminationAt, big) as i64, CELL_EXIT_TERMINATION * 8);
      store<i64>(row, i16At(p + exitAt, big) as i64, CELL_EXIT_STATUS * 8);
    }
    if (countAt >= 0) storeFailures(row, layout, p, big);
    store<i64>(row, offsetOf(p), CELL_OFFSET * 8);
    row += ROW_BYTES;
    rows++;
  }
  setCursor(p);
  return rows;
}

/** A session of 64 bits; utmps writes 32 into the first half of them, which on big-endian machines is the high one. */
function sessionOf(value: i64): i64 {
  return (value & 0xffffffff) == 0 ? value >> 32 : value;
}

/** faillog's counters. */
function storeFailures(row: usize, layout: usize, p: usize, big: i32): void {
  store<i64>(row, i16At(p + load<i32>(layout, L_COUNT_AT), big) as i64, CELL_COUNT * 8);
  store<i64>(row, i16At(p + load<i32>(layout, L_MAX_AT), big) as i64, CELL_MAX * 8);
  const lock = integerAt(p + load<i32>(layout, L_LOCK_AT), load<i32>(layout, L_LOCK_BYTES), big);
  store<i64>(row, lock, CELL_LOCKTIME * 8);
}
