import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { recordCells, recordTypes } from "../../src/model/record.ts";
import { describe } from "../kit/suite.ts";

const rows = readFileSync(new URL("../../assembly/row.ts", import.meta.url), "utf8");

/** `PREFIX_NAME: i32 = n` of assembly/row.ts as [name, n], in the order of n. */
function constants(prefix: string): (readonly [string, number])[] {
  const found = [...rows.matchAll(new RegExp(`export const ${prefix}_([A-Z_]+): i32 = (\\d+);`, "g"))];
  return found.map(([, name = "", value]) => [name, Number(value)] as const).sort((a, b) => a[1] - b[1]);
}

describe("the record's two mirrors", (test) => {
  test("cells have the same numbers in TypeScript and in the module, and fill the row without a gap", () => {
    const mirrored = Object.entries(recordCells).map(([name, cell]) => [name.toUpperCase(), cell]);
    assert.equal(constants("CELL"), mirrored);
    assert.equal(
      mirrored.map(([, cell]) => cell),
      mirrored.map((_, index) => index),
    );
    assert.match(rows, `export const RECORD_CELLS: i32 = ${mirrored.length};`);
  });

  test("types have the same numbers in TypeScript and in the module", () => {
    assert.equal(
      constants("TYPE"),
      recordTypes.map((name, number) => [name, number]),
    );
  });
});
