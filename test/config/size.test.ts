import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { bytesOf } from "../../src/config/size.ts";
import { describe } from "../kit/suite.ts";

describe("a size as one writes it", (test) => {
  test("is a number of bytes, or of what 1024 of the unit before it are", () => {
    return fc.assert(
      fc.property(fc.nat(4096), fc.constantFrom("", "B", "KiB", "MiB", "GiB", "TiB"), (count, unit) => {
        const power = ["KiB", "MiB", "GiB", "TiB"].indexOf(unit) + 1;
        assert.is(bytesOf(`${count}${unit}`), count * 1024 ** power);
      }),
    );
  });

  for (const text of ["", "MiB", "1MB", "1M", "1 MiB", "-1", "1.5GiB", "1e3", "0x10", "1mib", "999999999999999TiB"]) {
    test(`is none: ${JSON.stringify(text)}`, () => assert.is(bytesOf(text), undefined));
  }
});
