import fc from "fast-check";
import * as assert from "uvu/assert";
import { recordTypes } from "../../src/model/record.ts";
import { recordEntity } from "../../src/model/record-entity.ts";
import { layouts } from "../../src/unix/layouts/index.ts";
import { createCore } from "../../src/wasm/core.ts";
import { RowReader } from "../../src/wasm/row-reader.ts";
import { RowWriter } from "../../src/wasm/row-writer.ts";
import { seedOfRun } from "../kit/random.ts";
import { describe } from "../kit/suite.ts";

const core = createCore(layouts);
const { fields } = recordEntity;

describe("rows as plain objects", (test) => {
  test("what was written into rows is read from them, byte for byte, and nothing else", () => {
    const bytes = fc.uint8Array({ maxLength: 40 });
    const row = fc.record(
      {
        time: fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }),
        type: fc.constantFrom(...recordTypes),
        pid: fc.bigInt({ min: -1n, max: 2n ** 31n }),
        user: bytes,
        line: bytes,
        host: bytes,
        addr: fc.uint8Array({ minLength: 4, maxLength: 16 }),
      },
      { requiredKeys: [], noNullPrototype: true },
    );
    const writer = new RowWriter(core, fields, "ROWS");
    const reader = new RowReader(core, fields, "ROWS");
    const property = fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
      writer.clear();
      for (const [index, one] of rows.entries()) assert.ok(writer.write(index, one));
      for (const [index, one] of rows.entries()) assert.equal(reader.read(index), one);
      assert.equal(reader.read(rows.length), {});
    });
    fc.assert(property, { seed: seedOfRun(), numRuns: 100 });
  });
  test("a number in a cell of text is its digits, and what a cell cannot hold is refused", () => {
    const writer = new RowWriter(core, fields, "ROWS");
    const write = (values: Readonly<Record<string, unknown>>): object => {
      writer.clear();
      writer.write(0, values as never);
      return new RowReader(core, fields, "ROWS").read(0);
    };
    const digits = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
    assert.equal(write({ user: 4096, line: 2n ** 40n + 8n }), { user: digits("4096"), line: digits("1099511627784") });
    for (const wrong of [{ pid: "7" }, { addr: 2n ** 40n }, { addr: "::1" }, { time: new Uint8Array(8) }, { type: {} }])
      assert.throws(() => write(wrong), TypeError);
  });

  test("an object stays when its row goes, and holds only the fields asked for", () => {
    const writer = new RowWriter(core, fields, "ROWS");
    const user = fields.filter(({ name }) => name === "user");
    writer.clear();
    writer.write(0, { user: "alice", host: "example.org" });
    const read = new RowReader(core, user, "ROWS").read(0);
    writer.clear();
    writer.write(0, { user: "bobby" });
    assert.equal(Object.keys(read), ["user"]);
    assert.is(Buffer.from(read.user as Uint8Array).toString(), "alice");
  });
});
