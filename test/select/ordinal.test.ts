import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { loadSelectCore } from "./core.ts";
import { alice, bob, ordinals, text } from "./numbered.ts";

describe("ordinals", (test) => {
  const core = loadSelectCore();

  test("a record unlike all others has no ordinal", () => {
    const rows = [
      { ...alice, time: 1_000_000n },
      { ...bob, time: 1_000_000n },
      { ...alice, time: 2_000_000n },
    ];
    assert.equal(ordinals(core, rows), [0n, 0n, 0n]);
  });

  test("records alike are numbered in their order", () => {
    const rows = [alice, alice, bob, alice].map((row) => ({ ...row, time: 5_000_000n }));
    assert.equal(ordinals(core, rows), [0n, 1n, 0n, 2n]);
  });

  test("line, user and type tell records apart, each alone", () => {
    const rows = [alice, { ...alice, type: 8n }, { ...alice, line: text("pts/9") }, { ...alice, user: text("alicf") }];
    assert.equal(
      ordinals(
        core,
        rows.map((row) => ({ ...row, time: 5_000_000n })),
      ),
      [0n, 0n, 0n, 0n],
    );
  });

  test("at a time with microseconds all records are counted together", () => {
    const rows = [alice, bob, alice].map((row) => ({ ...row, time: 5_000_001n }));
    assert.equal(ordinals(core, rows), [0n, 1n, 2n]);
  });

  test("texts that leave no tag are alike: absent and empty", () => {
    const rows = [
      { ...alice, user: undefined },
      { ...alice, user: text("") },
    ].map((row) => ({ ...row, time: 5_000_000n }));
    assert.equal(ordinals(core, rows), [0n, 1n]);
  });

  test("types without a name are alike", () => {
    const rows = [undefined, -1n, 12n, 2n ** 40n].map((type) => ({ ...alice, type, time: 5_000_000n }));
    assert.equal(ordinals(core, rows), [0n, 1n, 2n, 3n]);
  });

  test("a record without a time has no ordinal and does not count", () => {
    const rows = [{ ...alice, time: 5_000_000n }, alice, alice, { ...alice, time: 5_000_000n }];
    assert.equal(ordinals(core, rows), [0n, 0n, 0n, 1n]);
  });

  test("a new run begins with nothing known", () => {
    const rows = [
      { ...alice, time: 5_000_000n },
      { ...alice, time: 5_000_000n },
    ];
    assert.equal(ordinals(core, rows), ordinals(core, rows));
  });

  test("the least, the greatest and negative times are times like others", () => {
    const rows = [-(2n ** 63n) + 1n, -1n, 0n, 2n ** 63n - 1n].flatMap((time) => [
      { ...alice, time },
      { ...alice, time },
    ]);
    assert.equal(ordinals(core, rows), [0n, 1n, 0n, 1n, 0n, 1n, 0n, 1n]);
  });
});
