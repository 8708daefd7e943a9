import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { compiled } from "./compiled.ts";
import { loadSelectCore } from "./core.ts";
import { readCell, selectRows, type TestRow } from "./rows.ts";

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const mappedPrefix = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255];

describe("selection", (test) => {
  const core = loadSelectCore();
  const keeps = (options: Parameters<typeof compiled>[0], rows: readonly TestRow[]): number[] =>
    selectRows(core, compiled(options), rows);

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
