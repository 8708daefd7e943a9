import fc from "fast-check";
import * as assert from "uvu/assert";
import { minified } from "../../../src/windows/scripts/minified.ts";
import { encodedCommand, script } from "../../../src/windows/scripts/script.ts";
import { describe } from "../../kit/suite.ts";

/** Characters that a Windows command line holds; the program's path and the other arguments take their part. */
const COMMAND_LINE = 32_767;
const path = "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe";
const flags = "-NoLogo -NoProfile -NonInteractive -ExecutionPolicy Bypass -EncodedCommand";

/** The program without what stands in single quotes on one line. */
const code = script.replaceAll(/'(?:[^'\n]|'')*'/g, "''");

const newer: readonly (readonly [what: string, pattern: RegExp, sample: string])[] = [
  ["??", /\?\?/, "$a ?? $b"],
  ["?.", /\?\./, "$a?.b"],
  ["&&", /&&/, "a && b"],
  ["||", /\|\|/, "a || b"],
  ["a ternary", /\?[^?.:\n]+:(?!:)/, "$a ? 1 : 2"],
  ["using", /^using /m, "using namespace System"],
  ["a class", /^class /m, "class A {}"],
  ["clean", /^clean *\{/m, "clean {"],
  ["a backtick", /`/, "a `\nb"],
];

describe("the program for PowerShell", (test) => {
  test("is ASCII in lines, without blank ones, comments and indentation", () => {
    assert.match(script, /^[\x20-\x7e\n]+$/);
    assert.not.match(script, /^(?:\s|#|$)/m);
  });

  test("fits on a command line, as long as it is at most 12,000 characters", () => {
    assert.ok(script.length <= 12_000, `${script.length} characters`);
    assert.ok(`"${path}" ${flags} ${encodedCommand("x".repeat(12_000))}`.length < COMMAND_LINE);
  });

  test("is encoded as base64 of UTF-16LE", () => {
    assert.is(Buffer.from(encodedCommand("a\u00e9"), "base64").toString("hex"), "6100e900");
    assert.is(Buffer.from(encodedCommand(script), "base64").toString("utf16le"), script);
  });

  test("leaves $input alone, for PowerShell would read the requests to fill it", () => {
    assert.not.match(script, /\$input\b/i);
  });

  test("runs no text: no Invoke-Expression, no script blocks out of texts", () => {
    assert.not.match(script, /Invoke-Expression|\biex\b|ScriptBlock\]::|NewScriptBlock|InvokeScript|InvokeCommand/i);
  });

  //  C# has its own grammar; its text is between the marks of a here-string.
  const shell = code.replace(/@'\n[\s\S]*?\n'@/, "''");
  for (const [what, pattern, sample] of newer) {
    test(`has nothing that 5.1 does not know: ${what}`, () => {
      assert.not.match(shell, pattern);
      assert.match(sample, pattern);
    });
  }
});

describe("minifying", (test) => {
  test("drops comments, blank lines, indentation and needless spaces", () => {
    assert.is(
      minified("\n  # why\n  if ($a -eq 1) { $b = @{ c = 1; d = 2 } }\n\n  f 1, 2 | g\n"),
      "if($a -eq 1){$b=@{c=1;d=2}}\nf 1,2|g",
    );
  });

  test("keeps texts in quotes as they are", () => {
    const quoted = fc.oneof(
      fc.string().map((text) => `'${text.replaceAll(/[\n']/g, "''")}'`),
      fc.string().map((text) => `"${text.replaceAll(/[\n"]/g, '""')}"`),
    );
    fc.assert(
      fc.property(fc.array(quoted, { minLength: 1, maxLength: 5 }), (texts) => {
        assert.is(
          minified(texts.map((text) => `f ${text} ;`).join(" ")),
          `${texts.map((text) => `f ${text}`).join(";")};`,
        );
      }),
    );
  });
});
