import fc from "fast-check";
import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { compiled } from "./compiled.ts";
import { loadSelectCore } from "./core.ts";
import { writeRows } from "./rows.ts";

const number = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  fc.constantFrom(0n, 1n, 2n ** 63n, 2n ** 64n - 1n, 2n ** 32n - 1n, (2n ** 31n) << 32n, (0xffffn << 32n) | 0xffffn),
  fc.bigInt({ min: 0n, max: 4_000_000n }),
  fc
    .tuple(fc.bigInt({ min: 0n, max: 4_000_000n }), fc.bigInt({ min: 0n, max: 300n }))
    .map(([at, size]) => at | (size << 32n)),
);

const user = new TextEncoder().encode("exact");
const line = new TextEncoder().encode("pts/1");

describe("selection on hostile input", (test) => {
  const core = loadSelectCore();
  const filter = compiled({
    since: "@0",
    until: "@99999999999",
    user: ["!root", "a*b?c", "exact"],
    line: ["pts/*", "!x"],
    from: ["10.0.0.0/8", "!::1", "host*", "Name"],
    type: ["!0"],
  });

  test("any cells are safe, wherever they point", () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 128, maxLength: 128 }), (cells) => {
        new Uint8Array(core.memory.buffer).set(filter, core.FILTER);
        new BigUint64Array(core.memory.buffer, core.ROWS, 128).set(cells);
        assert.ok(core.select(4) <= 4);
      }),
      { numRuns: 2_000 },
    );
  });

  test("any change to a compiled selection is safe", () => {
    const change = fc.tuple(
      fc.nat({ max: filter.length - 1 }),
      fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 1, 2, 4, 255)),
    );
    const text = new TextEncoder().encode("a😀b\u001bc 10.0.0.1");
    const row = { time: 1n, type: 7n, user: text, line: text, host: text, addr: text.subarray(0, 4) };
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        const bytes = Uint8Array.from(filter);
        for (const [at, value] of changes) bytes[at] = value;
        new Uint8Array(core.memory.buffer).set(bytes, core.FILTER);
        writeRows(core, [row, row]);
        assert.ok(core.select(2) <= 2);
      }),
      { numRuns: 5_000 },
    );
  });

  test("any bytes as a selection are safe", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 200, maxLength: 200 }),
        fc.array(number, { minLength: 8, maxLength: 8 }),
        (rules, head) => {
          const bytes = new Uint8Array(core.memory.buffer);
          bytes.set(rules, core.FILTER);
          new BigUint64Array(core.memory.buffer, core.FILTER, head.length).set(head);
          writeRows(core, [
            {
              time: 1n,
              type: 7n,
              user: rules.subarray(0, 40),
              line: rules.subarray(40, 60),
              host: rules.subarray(60, 90),
            },
          ]);
          assert.ok(core.select(1) <= 1);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  test("a count beyond the region is held to it", () => {
    const everything = new DataView(core.memory.buffer, core.FILTER, 64);
    new Uint8Array(core.memory.buffer).fill(0, core.FILTER, core.FILTER + 64);
    everything.setBigInt64(0, -(2n ** 63n), true);
    everything.setBigInt64(8, 2n ** 63n - 1n, true);
    everything.setBigInt64(16, -1n, true);
    assert.is(core.select(core.MAX_ROWS * 2), core.MAX_ROWS);
    assert.is(core.select(-1), 0);
  });

  test("a host of endless groups writes no further than an address", () => {
    new Uint8Array(core.memory.buffer).set(filter, core.FILTER);
    writeRows(core, [{ time: 1n, type: 7n, user, line, host: new TextEncoder().encode("a:1::".padEnd(20_000, "1:")) }]);
    const before = new Uint8Array(core.memory.buffer).slice();
    core.select(1);
    const after = new Uint8Array(core.memory.buffer);
    const changed = before.reduce((count, byte, at) => count + Number(byte !== after[at]), 0);
    assert.ok(changed > 0 && changed <= 32, `${changed} bytes changed`);
  });
});
