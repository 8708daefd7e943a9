import type { RecordCells } from "../../src/model/record.ts";
import { typeNumber } from "./histories.ts";
import type { Piece } from "./paired.ts";

//  Histories of very many records, each with a number of its own.

/** Sessions that memory holds. */
export const ROOM = 16384;

/** The login of number `number`, on a terminal of its own. */
export function login(number: number, line: string | Uint8Array = `pts/${number}`): RecordCells {
  const type = typeNumber("USER_PROCESS");
  return { type, time: BigInt(number), line, user: `user-${number}`, host: "", pid: number + 1, offset: number };
}

/** Its logout, a second later. */
export function logout(number: number): RecordCells {
  const type = typeNumber("DEAD_PROCESS");
  const time = BigInt(number) + 1_000_000n;
  return { type, time, line: `pts/${number}`, pid: number + 1, offset: ROOM + number };
}

/** The first `count` logins. */
export function many(count: number): RecordCells[] {
  return Array.from({ length: count }, (_, number) => login(number));
}

/** The users of the logins from one number up to another. */
export function users(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, at) => `user-${from + at}`);
}

/** A login that failed. */
export const failure: RecordCells = {
  type: typeNumber("LOGIN_PROCESS"),
  time: 7n,
  line: "ssh:notty",
  user: "root",
  host: "192.0.2.9",
  pid: 1,
  offset: 0,
};

/** Pieces of full batches. */
export function* inBatches(records: readonly RecordCells[], first: Omit<Piece, "records"> = {}): Generator<Piece> {
  for (let from = 0; from < records.length; from += 512) {
    yield { ...(from === 0 ? first : {}), records: records.slice(from, from + 512) };
  }
}
