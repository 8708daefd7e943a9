import * as assert from "uvu/assert";
import { parseArguments } from "../../src/commands/arguments.ts";
import { readOptions } from "../../src/commands/read-options.ts";
import { WhofluxError } from "../../src/model/error.ts";
import { describe } from "../kit/suite.ts";

const parsed = (...args: string[]): readonly unknown[] => {
  const { switches, values, operands } = parseArguments(readOptions, args);
  return [[...switches], Object.fromEntries(values), operands];
};

function complaint(...args: string[]): string {
  try {
    parseArguments(readOptions, args);
  } catch (error) {
    if (error instanceof WhofluxError && error.code === "E_USAGE") return error.message;
    throw error;
  }
  throw new Error(`${args.join(" ")} was taken`);
}

describe("command line arguments", (test) => {
  test("options stand anywhere among the operands, long or short, with = or without", () => {
    const same = [
      ["-f", "csv", "--user", "alice", "--strict", "wtmp"],
      ["wtmp", "--strict", "--format=csv", "-u", "alice"],
      ["-fcsv", "wtmp", "--user=alice", "--strict"],
    ];
    for (const args of same) {
      assert.equal(parsed(...args), [["strict"], { format: ["csv"], user: ["alice"] }, ["wtmp"]]);
    }
    assert.equal(parsed("-hf", "csv"), [["help"], { format: ["csv"] }, []]);
  });

  test("a value may begin with a dash and a digit", () => {
    assert.equal(parsed("--since", "-7d", "wtmp"), [[], { since: ["-7d"] }, ["wtmp"]]);
    assert.equal(parsed("--since=-2h30m", "wtmp"), [[], { since: ["-2h30m"] }, ["wtmp"]]);
    assert.equal(parsed("-u", "-1", "-u-2"), [[], { user: ["-1", "-2"] }, []]);
  });

  test("a dash alone is standard input, an empty value is a value", () => {
    assert.equal(parsed("-", "--user", "", "--line="), [[], { user: [""], line: [""] }, ["-"]]);
  });

  test("behind -- everything is an operand", () => {
    assert.equal(parsed("--strict", "--", "--since", "-7d", "-f"), [["strict"], {}, ["--since", "-7d", "-f"]]);
  });

  test("a value behind another dash must stand behind =", () => {
    assert.equal(parsed("--user=-root", "-u-x"), [[], { user: ["-root", "-x"] }, []]);
    assert.match(
      complaint("--user", "-root"),
      /^`--user` has no value \(expected NAME, found -root\); .*`--user=-root`$/,
    );
    assert.match(complaint("-u", "--line", "x"), /^`-u` has no value \(expected NAME, found --line\); .*`-u--line`$/);
  });

  test("what the table does not have is named", () => {
    for (const name of ["--colour", "--no-strict", "--constructor", "--__proto__", "-y", "-7"]) {
      assert.is(complaint(name), `unknown option \`${name}\`; \`--help\` lists the options`);
    }
  });

  test("only repeatable options are repeated", () => {
    assert.equal(parsed("-u", "a", "-u", "b"), [[], { user: ["a", "b"] }, []]);
    assert.is(complaint("--since", "-1d", "--since=-2d"), "`--since` is given 2 times (expected once)");
  });

  test("every complaint is one line, whatever was given", () => {
    const hostile = "x\ny\x1b[2J";
    for (const args of [
      [`--${hostile}`],
      ["--user", `-${hostile}`],
      [`--strict=${hostile}`],
      ["--since"],
      [`-${hostile}`],
    ]) {
      assert.not.match(complaint(...args), /\p{Cc}/u);
    }
  });
});
