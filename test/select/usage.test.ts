import * as assert from "uvu/assert";
import { WhofluxError } from "../../src/model/error.ts";
import { recordTypes } from "../../src/model/record.ts";
import { compileSelection, SELECTION_LIMIT, type SelectionOptions } from "../../src/select/index.ts";
import { describe } from "../kit/suite.ts";
import { compiled, headerOf } from "./compiled.ts";
import { loadSelectCore } from "./core.ts";

const clock = (): number => 0;

function message(options: SelectionOptions): string {
  try {
    compileSelection(options, clock);
  } catch (error) {
    if (error instanceof WhofluxError && error.code === "E_USAGE") return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}

function typesOf(...type: string[]): string[] {
  const mask = headerOf(compiled({ type })).getBigUint64(16, true);
  const named = recordTypes.filter((_, number) => ((mask >> BigInt(number)) & 1n) === 1n);
  return (mask >> 63n) & 1n ? [...named, "nameless"] : named;
}

describe("selection values", (test) => {
  test("no option, or only empty lists, compile to nothing", () => {
    assert.is(compileSelection({}, clock), null);
    assert.is(compileSelection({ user: [], from: [], line: [], type: [], since: undefined }, clock), null);
  });

  test("a type is given by its name in any case, with dashes, or by its number", () => {
    for (const value of ["USER_PROCESS", "user_process", "User-Process", "7"]) {
      assert.equal(typesOf(value), ["USER_PROCESS"], value);
    }
  });

  test("types add up, and unwanted ones are taken away", () => {
    assert.equal(typesOf("7", "8"), ["USER_PROCESS", "DEAD_PROCESS"]);
    assert.equal(typesOf("7", "8", "!8"), ["USER_PROCESS"]);
    assert.equal(typesOf("!EMPTY", "!1"), [...recordTypes.slice(2), "nameless"]);
  });

  test("a type that does not exist is refused with the whole vocabulary", () => {
    for (const value of ["login", "12", "-1", "", "07", "!nothing"]) {
      const text = message({ type: [value] });
      assert.match(text, /^--type: /);
      assert.match(text, /EMPTY, RUN_LVL, .*SHUTDOWN_TIME or its number, 0 to 11/);
      assert.ok(text.includes(`"${value.replace("!", "")}"`), text);
    }
  });

  test("a prefix length that the address cannot have is refused", () => {
    assert.match(
      message({ from: ["10.0.0.0/33"] }),
      /^--from: .*expected a prefix length from 0 to 32.*found "10.0.0.0\/33"/,
    );
    assert.match(message({ from: ["!2001:db8::/129"] }), /from 0 to 128/);
    assert.match(message({ from: ["10.0.0.0/"] }), /from 0 to 32/);
    assert.match(message({ from: ["10.0.0.0/255.0.0.0"] }), /from 0 to 32/);
  });

  test("a backslash that opens no escape is refused with a cure", () => {
    for (const user of ["CORP\\user", "a\\", "\\x5", "\\xzz", "\\u{}", "\\u{1234567}"]) {
      assert.match(message({ user: [user] }), /^--user: .*behind a backslash.*; write \\x5c for a backslash$/, user);
    }
  });

  test("a code point that does not exist is refused", () => {
    assert.match(message({ line: ["\\u{d800}"] }), /^--line: .*a code point that exists/);
    assert.match(message({ line: ["\\u{110000}"] }), /a code point that exists/);
  });

  test("patterns fill the module's region and no more", () => {
    assert.is(SELECTION_LIMIT, loadSelectCore().FILTER_BYTES);
    const room = SELECTION_LIMIT - 64 - 8;
    assert.is(compileSelection({ user: ["x".repeat(room)] }, clock)?.length, SELECTION_LIMIT);
    assert.match(
      message({ user: ["x".repeat(room + 1)] }),
      /too many patterns.*at most 32768 bytes in all, found 32769/,
    );
  });
});
