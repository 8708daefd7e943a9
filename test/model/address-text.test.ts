import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { formatAddress } from "../../src/model/address-text.ts";
import { encodeText } from "../kit/encoded.ts";
import { describe } from "../kit/suite.ts";

const addresses: readonly (readonly [groups: readonly number[], text: string])[] = [
  [[0, 0, 0, 0, 0, 0, 0, 0], "::"],
  [[0, 0, 0, 0, 0, 0, 0, 1], "::1"],
  [[0, 0, 0, 0, 0, 0, 0x0102, 0x0304], "::1.2.3.4"],
  [[0, 0, 0, 0, 0, 0xffff, 0x0102, 0x0304], "::ffff:1.2.3.4"],
  [[0, 0, 0, 0, 0, 0xffff, 0, 0], "::ffff:0.0.0.0"],
  [[0, 0, 0, 0, 0xffff, 0, 0x0102, 0x0304], "::ffff:0:102:304"],
  [[0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], "2001:db8::"],
  [[0x2001, 0, 0, 1, 0, 0, 0, 1], "2001:0:0:1::1"],
  [[1, 0, 0, 2, 0, 0, 3, 4], "1::2:0:0:3:4"],
  [[1, 0, 2, 3, 4, 5, 6, 7], "1:0:2:3:4:5:6:7"],
];

function bytesOf(groups: readonly number[]): Uint8Array {
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 255]));
}

describe("addresses of the library", (test) => {
  for (const [groups, text] of addresses) {
    test(`${text} is written as inet_ntop writes it`, () => {
      assert.is(formatAddress(bytesOf(groups)), text);
    });
  }

  test("any address is written as the formats write it", async () => {
    const group = fc.oneof(fc.constantFrom(0, 0, 0, 1, 0xffff), fc.nat(0xffff));
    const groups = fc.array(group, { minLength: 8, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.array(groups, { minLength: 1, maxLength: 100 }), async (many) => {
        const written = await encodeText(
          "csv",
          many.map((each) => ({ addr: bytesOf(each) })),
        );
        const cells = written
          .split("\n")
          .slice(1, -1)
          .map((line) => line.split(",")[8]);
        assert.equal(
          cells,
          many.map((each) => formatAddress(bytesOf(each))),
        );
      }),
    );
  });
});
