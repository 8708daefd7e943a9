import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { compareGolden } from "./kit/golden.ts";
import { describe } from "./kit/suite.ts";
import { importCount, memoryLimits, moduleExports } from "./kit/wasm-binary.ts";

for (const name of ["records", "stays", "summary", "last"]) {
  const bytes = readFileSync(fileURLToPath(new URL(`../build/${name}.wasm`, import.meta.url)));

  describe(`the WASM module of ${name}`, (test) => {
    test("imports nothing", () => assert.is(importCount(bytes), 0));

    test(`exports exactly what fixtures/golden/modules/${name}.txt lists`, () => {
      const names = moduleExports(bytes).map((line) => `${line}\n`);
      compareGolden(`modules/${name}.txt`, names.sort().join(""));
    });

    test("is not larger than 32 KiB", () => assert.ok(bytes.length <= 32768, `${bytes.length} bytes`));

    test("has a memory that cannot grow", () => {
      const { initial, maximum } = memoryLimits(bytes);
      assert.is(maximum, initial, "pages in scripts/compile.mjs");
    });
  });
}

describe("memoryLimits", (test) => {
  const head = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

  test("reads the limits behind other sections", () => {
    const types = [1, 4, 1, 0x60, 0, 0];
    assert.equal(memoryLimits(new Uint8Array([...head, ...types, 5, 5, 1, 1, 24, 0x80, 0x01])), {
      initial: 24,
      maximum: 128,
    });
  });

  test("tells a memory without a maximum", () => {
    assert.equal(memoryLimits(new Uint8Array([...head, 5, 3, 1, 0, 2])), { initial: 2, maximum: undefined });
  });

  test("throws on a module without memory", () => assert.throws(() => memoryLimits(new Uint8Array(head)), /no memory/));
});
