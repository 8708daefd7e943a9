import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { logonId, logonSessionId, tsSessionId } from "../../src/model/logon-id.ts";
import { describe } from "../kit/suite.ts";

describe("a logon id", (test) => {
  test("is the same from the decimals of CIM and from any hex of events", () => {
    for (const text of ["332497", "0x512d1", "0x512D1", "0X512d1", "0x00000000000512d1"]) {
      assert.is(logonId(text), "0x512d1", text);
    }
  });

  test("is exact up to 64 bits", () => {
    return fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }), (id) => {
        const hex = `0x${id.toString(16)}`;
        assert.is(logonId(id.toString()), hex);
        assert.is(logonId(`0x${id.toString(16).padStart(16, "0").toUpperCase()}`), hex);
      }),
    );
  });

  test("is absent where there is none, or no number", () => {
    for (const text of ["0", "0x0", "", "-", "0x", "512d1", "-1", "1e3", " 999", "999 ", "18446744073709551616"]) {
      assert.is(logonId(text), undefined, JSON.stringify(text));
    }
    assert.is(logonId(`0x${"f".repeat(17)}`), undefined);
    assert.is(logonId(`0x${"0".repeat(40)}1`), undefined);
  });
});

describe("the id of a Windows session", (test) => {
  test("is that of the lower half of a pair, whichever comes first, and of the boot in seconds", () => {
    const boot = 1_700_000_000_999_999n;
    assert.is(logonSessionId(["0x513da", "0x512d1"], boot), "0x512d1@1700000000");
    assert.is(logonSessionId(["0x512d1", "0x513da"], boot), "0x512d1@1700000000");
    assert.is(logonSessionId(["0x100000000", "0xffffffff"], boot), "0xffffffff@1700000000");
  });

  test("says so when the boot is not known", () => {
    assert.is(logonSessionId(["0x3e7"], undefined), "0x3e7@");
    assert.is(tsSessionId(2, undefined), "ts2@");
    assert.is(tsSessionId(2, 1_700_000_000_123_456n), "ts2@1700000000123456");
  });
});
