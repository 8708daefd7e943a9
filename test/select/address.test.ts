import { isIP } from "node:net";
import fc from "fast-check";
import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { compiled } from "./compiled.ts";
import { loadSelectCore } from "./core.ts";
import { selectRows } from "./rows.ts";

//  Pieces that make addresses, and things that look like them.
const part = fc.constantFrom("0", "1", "7", "10", "255", "256", "01", "fe80", "FFFF", "ffff", "0db8", "12345", "g", "");
const mark = fc.constantFrom(".", ":", "::", "%eth0", "%", " ", "");
const look = fc.array(fc.tuple(part, mark), { maxLength: 9 }).map((pairs) => pairs.flat().join(""));
const groups = fc
  .array(fc.constantFrom("0", "1", "00ab", "FFFF", ""), { minLength: 3, maxLength: 9 })
  .map((parts) => parts.join(":"));
const dotted = fc
  .array(fc.constantFrom("0", "9", "10", "199", "255", "256", "00", "1e1"), { minLength: 3, maxLength: 5 })
  .map((parts) => parts.join("."));
const candidate = fc.oneof(
  look,
  groups,
  dotted,
  fc.tuple(groups, dotted).map(([front, tail]) => `${front}:${tail}`),
  fc.ipV4(),
  fc.ipV6(),
  fc.ipV6().map((address) => `${address}%2`),
);

/** How the web's own parser writes an address, IPv4-mapped ones as IPv4. */
function canonical(address: string): string {
  const bare = address.replace(/%.*/s, "");
  if (isIP(bare) === 4) return bare;
  const text = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(text) ?? [];
  if (high === undefined || low === undefined) return text;
  const value = Number.parseInt(high, 16) * 65536 + Number.parseInt(low, 16);
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

describe("addresses written out", (test) => {
  const core = loadSelectCore();
  const isFrom = (from: string, host: string): boolean =>
    selectRows(core, compiled({ from: [from] }), [{ host: text(host) }]).length > 0;

  test("a host text is an address exactly when the operating system's parser says so", () => {
    const found = { 0: 0, 4: 0, 6: 0 };
    fc.assert(
      fc.property(candidate, (host) => {
        // Any zone is taken for one, while the parser is choosy about its letters.
        const known = isIP(host.replace(/%.+$/s, "%eth0"));
        const family = known === 0 ? 0 : isIP(canonical(host)) === 4 ? 4 : 6;
        assert.is(isFrom("0.0.0.0/0", host), family === 4);
        assert.is(isFrom("::/0", host), family === 6);
        found[family] += 1;
      }),
      { numRuns: 6_000 },
    );
    assert.ok(Math.min(...Object.values(found)) > 500, `too few of a kind: ${JSON.stringify(found)}`);
  });

  test("every spelling of an address is the same address, in option values and in host texts", () => {
    fc.assert(
      fc.property(
        candidate.filter((host) => isIP(host) !== 0),
        candidate.filter((host) => isIP(host) !== 0),
        (one, other) => {
          assert.ok(isFrom(canonical(one), one), `${canonical(one)} does not find ${one}`);
          assert.ok(isFrom(one, canonical(one)), `${one} does not find ${canonical(one)}`);
          assert.is(isFrom(one, other), canonical(one) === canonical(other));
        },
      ),
      { numRuns: 1_500 },
    );
  });

  test("what is no address is a text pattern", () => {
    for (const name of ["1.2.3", "01.2.3.4", "1:2", ":::", "256.1.1.1", "fe80", "1.2.3.4.5"]) {
      assert.ok(isFrom(name, name), name);
      assert.ok(!isFrom(name, `${name}0`), name);
    }
  });
});
