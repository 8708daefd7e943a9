import * as assert from "uvu/assert";
import { recordEntity } from "../../src/model/record-entity.ts";
import { Pairing } from "../../src/wasm/pairing.ts";
import { RowWriter } from "../../src/wasm/row-writer.ts";
import { describe } from "../kit/suite.ts";
import { typeNumber } from "./histories.ts";
import { core, wtmp } from "./paired.ts";

const BATCHES = 200;
const ROUNDS = 9;

/** Fills ROWS with logins on `lines` terminals and then their logouts, over and over; nothing is open at the end. */
function fillRows(lines: number): void {
  const writer = new RowWriter(core, recordEntity.fields, "ROWS");
  writer.clear();
  for (let row = 0; row < core.regions.MAX_ROWS; row++) {
    const number = row % lines;
    const isLogin = row % (2 * lines) < lines;
    const who = isLogin
      ? { type: typeNumber("USER_PROCESS"), user: "alice", host: "192.0.2.1" }
      : { type: typeNumber("DEAD_PROCESS") };
    writer.write(row, { ...who, time: BigInt(row), line: `pts/${number}`, pid: 1000 + number, offset: row });
  }
}

/** Nanoseconds that a record of the rows in ROWS takes. */
function costOf(): number {
  const pairing = new Pairing(core, "sessions");
  pairing.beginFile(wtmp);
  const start = process.hrtime.bigint();
  let stays = 0;
  for (let batch = 0; batch < BATCHES; batch++) {
    pairing.take(core.regions.MAX_ROWS);
    for (let rows = pairing.next(); rows > 0; rows = pairing.next()) stays += rows;
  }
  const nanoseconds = Number(process.hrtime.bigint() - start);
  assert.is(stays, (BATCHES * core.regions.MAX_ROWS) / 2);
  return nanoseconds / (BATCHES * core.regions.MAX_ROWS);
}

describe("the cost of a record", (test) => {
  test("does not depend on how many terminals there are", () => {
    const least = new Map<number, number>();
    for (let round = 0; round < ROUNDS; round++) {
      for (const lines of [4, 64]) {
        fillRows(lines);
        least.set(lines, Math.min(least.get(lines) ?? Number.POSITIVE_INFINITY, costOf()));
      }
    }
    const ratio = (least.get(64) ?? 0) / (least.get(4) ?? 1);
    assert.ok(ratio < 1.5, `64 terminals take ${ratio.toFixed(2)} times as long as 4`);
  });
});
