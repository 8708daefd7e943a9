import * as assert from "uvu/assert";
import { parseProcStat, terminalOf } from "../../src/sources/proc-stat.ts";
import { describe } from "../kit/suite.ts";

const rest = "4194560 0 0 0 0 0 0 0 0 20 0 1 0 123456 9000000 900";

describe("what /proc tells of a process", (test) => {
  test("name, parent, terminal and start", () => {
    assert.equal(parseProcStat(`17 (bash) S 16 17 17 34816 -1 ${rest}`), {
      comm: "bash",
      parent: 16,
      started: 1234.56,
      line: "pts/0",
    });
    assert.equal(parseProcStat(`17 (sshd) S 1 17 17 0 -1 ${rest}`), { comm: "sshd", parent: 1, started: 1234.56 });
  });
  test("a name may hold anything, also what looks like the rest of the line", () => {
    assert.equal(parseProcStat(`17 (a) S 1 (b)\n c) R 16 17 17 1025 -1 ${rest}`), {
      comm: "a) S 1 (b)\n c",
      parent: 16,
      started: 1234.56,
      line: "tty1",
    });
  });
  test("anything else is none", () => {
    for (const text of ["", "17", "17 (bash", ")(", "17 (bash) S", "17 (bash) S x y z"]) {
      assert.is(parseProcStat(text), undefined, text);
    }
  });
  for (const [major, minor, name] of [
    [136, 0, "pts/0"],
    [136, 255, "pts/255"],
    [136, 300, "pts/300"],
    [137, 3, "pts/259"],
    [143, 0, "pts/1792"],
    [4, 1, "tty1"],
    [4, 63, "tty63"],
    [4, 64, "ttyS0"],
    [4, 65, "ttyS1"],
    [188, 2, "ttyUSB2"],
    [204, 64, "ttyAMA0"],
    [229, 0, "hvc0"],
    [0, 0, undefined],
    [204, 5, undefined],
    [1, 3, undefined],
  ] as const) {
    test(`device ${major}:${minor} is ${name ?? "no terminal that has a name here"}`, () => {
      assert.is(terminalOf((minor & 0xff) | (major << 8) | ((minor & ~0xff) << 12)), name);
    });
  }
});
