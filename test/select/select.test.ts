import fc from "fast-check";
import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { compiled } from "./compiled.ts";
import { loadSelectCore } from "./core.ts";
import { type Condition, isSelected, numeric, type Selection, type Wanted } from "./oracle.ts";
import { readCell, selectRows, type TestRow } from "./rows.ts";
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

describe("selection", (test) => {
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

  test("every cell of a kept row moves with it", () => {
    const rows = [1n, 5n, 2n, 6n].map((time) => ({ time }));
    assert.equal(keeps({ since: "@0.000005" }, rows), [1, 3]);
    const moved = Array.from({ length: 21 }, (_, cell) => readCell(core, 1, cell));
    const expected = Array.from({ length: 21 }, (_, cell) => 300n + BigInt(cell));
    // time, type, line, user, host, addr and offset are the test's own
    for (const [cell, value] of [
      [0, 6n],
      [1, -(2n ** 63n)],
      [4, 0n],
      [6, 0n],
      [7, 0n],
      [8, 0n],
      [13, 3n],
    ] as const) {
      expected[cell] = value;
    }
    assert.equal(moved, expected);
  });

  test("a full batch passes whole", () => {
    const rows = Array.from({ length: core.MAX_ROWS }, () => ({ type: 7n }));
    assert.is(keeps({ type: ["USER_PROCESS"] }, rows).length, core.MAX_ROWS);
    assert.is(keeps({ type: ["!USER_PROCESS"] }, rows).length, 0);
  });

  test("a record without a time is in no window, not even an open one", () => {
    assert.equal(keeps({ since: "@-99999999999" }, [{}, { time: 0n }]), [1]);
    assert.equal(keeps({ until: "@99999999999" }, [{}, { time: 0n }]), [1]);
    assert.equal(keeps({ user: ["!root"] }, [{}, { time: 0n }]), [0, 1]);
  });

  test("an absent cell matches nothing, an empty one matches the empty pattern", () => {
    const rows = [{}, { user: text("") }, { user: text("root") }];
    assert.equal(keeps({ user: [""] }, rows), [1]);
    assert.equal(keeps({ user: ["*"] }, rows), [1, 2]);
    assert.equal(keeps({ user: ["!*"] }, rows), [0]);
    assert.equal(keeps({ user: ["?*"] }, rows), [2]);
    assert.equal(keeps({ user: ["!"] }, rows), [0, 2]);
  });

  test("alternatives of one option are or, different options are and, unwanted ones win", () => {
    const rows = ["root", "alice", "bob"].flatMap((user) =>
      ["tty1", "pts/0"].map((line) => ({ user: text(user), line: text(line) })),
    );
    assert.equal(keeps({ user: ["root", "alice"], line: ["pts/*"] }, rows), [1, 3]);
    assert.equal(keeps({ user: ["*o*", "!bob"] }, rows), [0, 1]);
    assert.equal(keeps({ user: ["!root", "!bob"] }, rows), [2, 3]);
  });

  test("escaped marks and the visible escape stand for the bytes they show", () => {
    const names = ["*", "?", "!x", "a\\b", "\u001b[2J", "\u202eroot", "jörg"].map((name) => ({ user: text(name) }));
    const rows = [...names, { user: Uint8Array.of(0xff, 0x41) }];
    const values = ["\\*", "\\?", "\\!x", "a\\x5cb", "\\x1b[2J", "\\u{202e}root", "j?rg", "\\xffA"];
    for (const [index, value] of values.entries()) assert.equal(keeps({ user: [value] }, rows), [index], value);
    assert.equal(keeps({ user: ["a\\\\b"] }, rows), [3]);
    assert.equal(keeps({ user: ["j\\xc3\\xb6rg"] }, rows), [6]);
  });

  test("a star ends between characters, never inside one", () => {
    const rows = [{ user: text("€axb") }, { user: text("€€axb") }];
    assert.equal(keeps({ user: ["*??ax*"] }, rows), [1]);
    assert.equal(keeps({ user: ["*\\xaca*"] }, rows), []);
  });

  test("a host compares without ASCII case, a user and a line with it", () => {
    const rows = [{ host: text("Gate.Example.ORG"), user: text("Root"), line: text("TTY1") }];
    assert.equal(keeps({ from: ["gate.example.org"] }, rows), [0]);
    assert.equal(keeps({ from: ["GATE.*.org"] }, rows), [0]);
    assert.equal(keeps({ from: ["*example*G"] }, rows), [0]);
    assert.equal(keeps({ user: ["root"] }, rows), []);
    assert.equal(keeps({ line: ["tty?"] }, rows), []);
    const marks = "@[\\]^_`{|}~";
    const others = [{ host: text(marks) }, { host: text(`A${marks}`) }];
    assert.equal(keeps({ from: ["@[\\x5c]^_`{|}~"] }, others), [0]);
    assert.equal(keeps({ from: ["?@[\\x5c]^_`{|}~"] }, others), [1]);
  });

  test("the last parts of an IPv4 address may be wild, in text and in the address cell", () => {
    const rows = [
      { host: text("10.20.30.40") },
      { host: text("gate"), addr: Uint8Array.of(10, 20, 30, 40) },
      { host: text("10.21.0.1"), addr: Uint8Array.of(10, 21, 0, 1) },
      { host: text("10.20.example.org") },
    ];
    assert.equal(keeps({ from: ["10.20.*"] }, rows), [0, 1, 3]);
    assert.equal(keeps({ from: ["10.20.30.*"] }, rows), [0, 1]);
    assert.equal(keeps({ from: ["!10.20.*.*"] }, rows), [2]);
    assert.equal(keeps({ from: ["10.*.30.40"] }, rows), [0]);
  });

  test("an IPv4-mapped address is the IPv4 address, on either side", () => {
    const mapped = Uint8Array.from([...mappedPrefix, 192, 0, 2, 7]);
    const rows = [{ addr: mapped }, { host: text("::ffff:192.0.2.7") }, { addr: Uint8Array.of(192, 0, 2, 7) }];
    for (const from of ["192.0.2.7", "192.0.2.0/24", "::ffff:192.0.2.7", "::ffff:c000:200/120", "0.0.0.0/0"]) {
      assert.equal(keeps({ from: [from] }, rows), [0, 1, 2], from);
    }
    assert.equal(keeps({ from: ["::/0"] }, rows), []);
  });

  test("a pattern made to go back and forth costs no more than text times pattern", () => {
    const host = text("a".repeat(60_000));
    assert.equal(keeps({ from: [`${"*a".repeat(500)}*b`] }, [{ host }]), []);
    assert.equal(keeps({ from: [`*${"a".repeat(300)}b*`] }, [{ host }]), []);
  });
});
