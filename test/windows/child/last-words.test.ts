import * as assert from "uvu/assert";
import { LastWords } from "../../../src/windows/child/last-words.ts";
import { describe } from "../../kit/suite.ts";

/** What is remembered of words said in pieces. */
function heard(...pieces: readonly string[]): string {
  const words = new LastWords();
  for (const piece of pieces) words.hear(Buffer.from(piece));
  return words.toString();
}

describe("last words", (test) => {
  test("nothing said is nothing", () => assert.is(heard(), ""));

  test("the last line that is not blank is told", () => assert.is(heard("first\r\nsec", "ond\r\n  \r\n"), "second"));

  test("what acts on a terminal is made visible", () => assert.is(heard("\u001b[31mred"), "\\x1b[31mred"));

  test("a long line is cut", () => assert.is(heard("x".repeat(10_000)).length, 160));

  test("of errors in CLIXML the first one's text is told", () => {
    const xml =
      '<S S="Error">cannot load &quot;x&quot;_x000D__x000A_</S><S S="Error">At line:1 char:1_x000D__x000A_</S>';
    assert.is(heard(`#< CLIXML\r\n<Objs Version="1.1.0.1">${xml}</Objs>`), 'cannot load "x"');
  });

  test("progress in CLIXML is nothing to tell", () => {
    assert.is(heard('#< CLIXML\r\n<Objs Version="1.1.0.1"><Obj S="progress"><MS/></Obj></Objs>'), "");
  });
});
