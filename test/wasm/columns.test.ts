import * as assert from "uvu/assert";
import { formats } from "../../src/formats/index.ts";
import type { Column } from "../../src/model/column.ts";
import { recordEntity } from "../../src/model/record-entity.ts";
import { layouts } from "../../src/unix/layouts/index.ts";
import { writeColumns } from "../../src/wasm/columns.ts";
import { createCore } from "../../src/wasm/core.ts";
import { RowEncoder } from "../../src/wasm/row-encoder.ts";
import { encode, encodeText } from "../kit/encoded.ts";
import { describe } from "../kit/suite.ts";

const { regions } = createCore(layouts);
const where = { memory: regions.memory, columns: regions.COLUMNS, literals: regions.LITERALS };

describe("the column table", (test) => {
  test("is written column by column, as many as the module has room for", () => {
    const column: Column = { kind: "integer", cell: 31, prefix: "a", suffix: "b" };
    const { count } = writeColumns(
      where,
      Array.from({ length: regions.MAX_COLUMNS }, () => column),
    );
    assert.is(count, regions.MAX_COLUMNS);
    const last = regions.COLUMNS + (regions.MAX_COLUMNS - 1) * regions.COLUMN_BYTES;
    const words = new Int32Array(regions.memory.buffer, last, 6);
    assert.equal([...words], [2, 248, 0, 0, 1, 1]);
    assert.throws(
      () =>
        writeColumns(
          where,
          Array.from({ length: regions.MAX_COLUMNS + 1 }, () => column),
        ),
      /64 fit/,
    );
  });

  const tooLong: readonly (readonly [string, Column])[] = [
    ["prefix", { kind: "text", cell: 0, prefix: "x".repeat(49) }],
    ["suffix", { kind: "text", cell: 0, suffix: "x".repeat(9) }],
    ["name", { kind: "name", cell: 0, names: ["x".repeat(49)] }],
    ["literal", { kind: "literal", cell: 0, prefix: "x".repeat(regions.LITERALS_BYTES + 1) }],
  ];
  for (const [what, column] of tooLong) {
    test(`a ${what} that does not fit is refused`, () => assert.throws(() => writeColumns(where, [column]), /fit/));
  }

  test("the longest literals come out whole, around every kind of value", () => {
    const core = createCore(layouts);
    const [prefix, suffix, name] = ["p".repeat(48), "s".repeat(8), "n".repeat(48)];
    const framed = { prefix, suffix };
    const columns: Column[] = [
      { kind: "literal", cell: 0, prefix: "" },
      { kind: "text", cell: 0, ...framed },
      { kind: "integer", cell: 1, ...framed },
      { kind: "name", cell: 2, names: [name] },
      { kind: "address", cell: 3, ...framed },
      { kind: "time", cell: 4, ...framed },
      { kind: "literal", cell: 0, prefix: "}" },
    ];
    core.bytes.set(Buffer.from("text"), core.regions.TEXT);
    const span = (length: bigint): bigint => (length << 32n) | BigInt(core.regions.TEXT);
    core.cells.set([span(4n), 7n, 0n, span(4n), 0n]);
    const pieces: string[] = [];
    const encoding = { syntax: "Json", columns, header: "", footer: "", firstRowSkip: 0 } as const;
    const encoder = new RowEncoder(core, encoding, (bytes) => pieces.push(Buffer.from(bytes).toString()));
    encoder.rows(1);
    encoder.end();
    const values = ["text", "7", name, "116.101.120.116", "1970-01-01T00:00:00.000000Z"];
    const expected = values.map((value) => (value === name ? name : `${prefix}${value}${suffix}`)).join("");
    assert.is(pieces.join(""), `{${expected.slice(1)}}`);
  });

  test("every format's table fits, and a row of it is far smaller than the output", () => {
    for (const { columns } of Object.values(formats)) {
      const { rowBytes } = writeColumns(
        where,
        columns(recordEntity, { computer: "x".repeat(255), width: 400 }).columns,
      );
      assert.ok(rowBytes < regions.OUTPUT_BYTES / 8, String(rowBytes));
    }
  });

  test("texts far longer than the usual fill the output row by row", async () => {
    const cell = new Uint8Array(16 * 1024).fill(0xff);
    const records = Array.from({ length: 40 }, (_, pid) => ({ time: pid, pid, user: cell, line: cell, host: cell }));
    for (const format of ["line-protocol", "jsonl", "csv", "table"] as const) {
      const text = await encodeText(format, records, format === "table" ? { fields: ["pid", "host"] } : {});
      const lines = text
        .trimEnd()
        .split("\n")
        .filter((line) => line.includes("\\xff"));
      assert.is(lines.length, 40, format);
      assert.ok(
        lines.every((line) => line.replaceAll("\\\\", "\\").includes("\\xff".repeat(16 * 1024))),
        format,
      );
    }
  });

  test("the output never grows past its end", async () => {
    const { bytes } = await encode(
      "jsonl",
      Array.from({ length: 3000 }, (_, pid) => ({ pid, host: "\x1b".repeat(256) })),
    );
    const lines = bytes.toString().trimEnd().split("\n");
    assert.equal(
      lines.map((line) => (JSON.parse(line) as { pid: number }).pid),
      Array.from({ length: 3000 }, (_, pid) => pid),
    );
  });
});
