import * as fc from "fast-check";
import * as assert from "uvu/assert";
import type { PairingShape } from "../../src/wasm/pairing.ts";
import { describe } from "../kit/suite.ts";
import { cellsOf, histories, hostile, wild } from "./histories.ts";
import { type Fields, fieldsOf, type PlainRecord, pairPlainly } from "./oracle.ts";
import { type Piece, pairPieces, wtmp } from "./paired.ts";

const shapes: readonly PairingShape[] = ["sessions", "events"];

/** Where a history is cut: after a record, and what is done there. */
const cuts = fc.array(fc.constantFrom("go on", "go on", "cut", "next file", "keep and restore"), { maxLength: 200 });

describe("pairing agrees with the plain one", (test) => {
  for (const key of ["line", "id"] as const) {
    test(`on any history by ${key}, wherever it is cut: into batches, files, or readings that go on from kept sessions`, () => {
      return fc.assert(
        fc.property(histories(wild), cuts, (history, where) => {
          const plain = pairPlainly(history, key);
          for (const shape of shapes) {
            const { rows, lost } = pairPieces(shape, cut(history, where, key));
            assert.equal(rows.map(withoutDerived), plain[shape]);
            assert.equal(lost, []);
          }
        }),
        { numRuns: 120 },
      );
    });
  }

  test("on histories of hostile names", () => {
    return fc.assert(
      fc.property(hostile, cuts, (history, where) => {
        const plain = pairPlainly(history, "line");
        for (const shape of shapes) {
          const { rows } = pairPieces(shape, cut(history, where, "line"));
          assert.equal(rows.map(withoutDerived), plain[shape]);
        }
      }),
      { numRuns: 80 },
    );
  });

  test("on a history longer than a batch", () => {
    return fc.assert(
      fc.property(histories(wild, 60), (history) => {
        const long = Array.from({ length: 30 }, () => history).flat();
        const numbered = long.map((record, offset) => ({ ...record, offset }));
        const plain = pairPlainly(numbered, "line");
        for (const shape of shapes) {
          const { rows } = pairPieces(shape, cut(numbered, new Array(40).fill("go on"), "line"));
          assert.equal(rows.map(withoutDerived), plain[shape]);
        }
      }),
      { numRuns: 8 },
    );
  });
});

/** The history in pieces of at most 512 records. */
function* cut(history: readonly PlainRecord[], where: readonly string[], key: "line" | "id"): Generator<Piece> {
  const file = { ...wtmp, key };
  let records: PlainRecord[] = [];
  let piece: Omit<Piece, "records"> = { file };
  for (const [index, record] of history.entries()) {
    records.push(record);
    const how = where[index % Math.max(1, where.length)] ?? "go on";
    if (how === "go on" && records.length < 512) continue;
    yield { ...piece, records: records.map(cellsOf) };
    records = [];
    piece =
      how === "next file" ? { file: { ...file, label: "wtmp" } } : how === "keep and restore" ? { isLater: true } : {};
  }
  yield { ...piece, records: records.map(cellsOf) };
}

/** What the oracle leaves to other tests: what is derived from line and host, and the name of the log. */
function withoutDerived(row: Fields): Fields {
  const { kind, login_type, sources, ...rest } = row;
  assert.is(sources, "wtmp");
  assert.ok(login_type !== undefined || rest.session === undefined, `${kind} has a login type`);
  return fieldsOf(rest);
}
