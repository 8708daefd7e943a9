import fc from "fast-check";
import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { compiled } from "./compiled.ts";
import { loadSelectCore } from "./core.ts";
import { type Condition, isSelected, numeric, type Selection, type Wanted } from "./oracle.ts";
import { selectRows, type TestRow } from "./rows.ts";
import { addressText, written } from "./written.ts";

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

//  Few pieces, so that patterns meet texts: letters of both cases, wildcards as plain text, characters of 2 to 4 bytes,
//  their halves, an overlong form, a surrogate, control characters, a backslash.
const pieces = [
  ..."aAbB*?!\\ é€😀Ж\u001b\u202e\u0000",
  ...["c3", "a9", "e282", "f09f98", "c080", "eda080", "ff"].map((bytes) => Buffer.from(bytes, "hex")),
].map((piece) => (typeof piece === "string" ? text(piece) : Uint8Array.from(piece)));

const someBytes = fc
  .array(fc.constantFrom(...pieces), { maxLength: 9 })
  .map((parts): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part])));

const someWords = fc.constantFrom("root", "roots", "administrator-of-it", "ADMINISTRATOR-OF-IT").map(text);
const someText = fc.oneof({ arbitrary: someBytes, weight: 4 }, { arbitrary: someWords, weight: 1 });

const octets = (length: number): fc.Arbitrary<Uint8Array> =>
  fc
    .array(fc.constantFrom(0, 1, 10, 127, 128, 255), { minLength: length, maxLength: length })
    .map((values): Uint8Array => Uint8Array.from(values));
const mappedPrefix = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255];
const someAddress = fc.oneof(
  octets(4),
  octets(16),
  octets(4).map((tail) => Uint8Array.from([...mappedPrefix, ...tail])),
);

const wild = fc.constantFrom<Wanted>({ wild: "?" }, { wild: "*" });
const literal = fc.oneof(someText, someBytes).map((bytes): Wanted => ({ bytes }));
const textCondition: fc.Arbitrary<Condition> = fc.record({
  unwanted: fc.boolean(),
  steps: fc.array(fc.oneof(wild, literal), { maxLength: 5 }),
});
const networkCondition: fc.Arbitrary<Condition> = fc
  .record({ unwanted: fc.boolean(), address: someAddress, share: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ unwanted, address, share }) => {
    const { family, value } = numeric(address);
    return { unwanted, network: value, family, prefix: Math.round(share * (family === 4 ? 32 : 128)) };
  });

const someTime = fc.bigInt({ min: -3n, max: 3n });
const someSelection: fc.Arbitrary<Selection> = fc
  .record({
    since: fc.option(someTime, { nil: undefined, freq: 1 }),
    until: fc.option(someTime, { nil: undefined, freq: 1 }),
    types: fc.array(fc.record({ unwanted: fc.boolean(), type: fc.integer({ min: 0, max: 11 }) }), { maxLength: 2 }),
    user: fc.array(textCondition, { maxLength: 3 }),
    line: fc.array(textCondition, { maxLength: 2 }),
    from: fc.array(fc.oneof(textCondition, networkCondition), { maxLength: 3 }),
  })
  .filter(({ since, until }) => since === undefined || until === undefined || since <= until)
  .filter(({ since, until, types, user, line, from }) =>
    [since, until, ...types, ...user, ...line, ...from].some((condition) => condition !== undefined),
  );

/** A row, with the address that its host text spells, if it does. */
const someRow = fc
  .record({
    time: fc.option(fc.oneof(someTime, fc.constantFrom(-(2n ** 63n) + 1n, 2n ** 63n - 1n)), {
      nil: undefined,
      freq: 8,
    }),
    type: fc.option(fc.oneof(fc.bigInt({ min: 0n, max: 11n }), fc.constantFrom(-1n, 12n, 63n, 64n, 71n)), {
      nil: undefined,
    }),
    user: fc.option(someText, { nil: undefined }),
    line: fc.option(someText, { nil: undefined }),
    name: fc.option(someText, { nil: undefined }),
    addr: fc.option(someAddress, { nil: undefined }),
    spelled: fc.option(someAddress, { nil: undefined, freq: 1 }),
  })
  .map(({ name, spelled, ...row }) => {
    if (spelled === undefined) return { row: { ...row, host: name }, hostAddress: undefined };
    const value = [...spelled].reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
    return {
      row: { ...row, host: text(addressText(value, spelled.length === 4 ? 4 : 6)) },
      hostAddress: numeric(spelled),
    };
  });

describe("selection, held against plain rules", (test) => {
  const core = loadSelectCore();
  const keeps = (options: Parameters<typeof compiled>[0], rows: readonly TestRow[]): number[] =>
    selectRows(core, compiled(options), rows);

  test("the module keeps exactly the rows that the plain rules keep, in their order", () => {
    let kept = 0;
    let dropped = 0;
    fc.assert(
      fc.property(someSelection, fc.array(someRow, { minLength: 10, maxLength: 40 }), (selection, rows) => {
        const expected = rows.flatMap(({ row, hostAddress }, index) =>
          isSelected(selection, row, hostAddress) ? [index] : [],
        );
        assert.equal(
          keeps(
            written(selection),
            rows.map(({ row }) => row),
          ),
          expected,
        );
        kept += expected.length;
        dropped += rows.length - expected.length;
      }),
      { numRuns: 600 },
    );
    assert.ok(kept > 500 && dropped > 500, `kept ${kept}, dropped ${dropped}: the rows say nothing`);
  });

  test("a pattern matches exactly the texts that it matches character by character", () => {
    const few = fc.constantFrom(...["a", "b", "é"].map(text), Uint8Array.of(0xc3), Uint8Array.of(0xa9));
    const short = fc
      .array(few, { maxLength: 5 })
      .map((parts): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part])));
    const step = fc.oneof(
      wild,
      few.map((bytes): Wanted => ({ bytes })),
    );
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 6 }),
        fc.array(short, { minLength: 30, maxLength: 30 }),
        (steps, users) => {
          const selection = { types: [], line: [], from: [], user: [{ unwanted: false, steps }] };
          const expected = users.flatMap((user, index) => (isSelected(selection, { user }, undefined) ? [index] : []));
          assert.equal(
            keeps(
              written(selection),
              users.map((user) => ({ user })),
            ),
            expected,
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  test("a text without wildcards is found by its own visible form, and by no other text's", () => {
    fc.assert(
      fc.property(someText, someText, (one, other) => {
        const selection = { types: [], line: [], from: [], user: [{ unwanted: false, steps: [{ bytes: one }] }] };
        const expected = Buffer.compare(one, other) === 0 ? [0, 1] : [0];
        assert.equal(keeps(written(selection), [{ user: one }, { user: other }]), expected);
      }),
      { numRuns: 500 },
    );
  });
});
