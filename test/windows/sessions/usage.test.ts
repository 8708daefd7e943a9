import * as assert from "uvu/assert";
import { whoflux } from "../../kit/cli.ts";
import { describe } from "../../kit/suite.ts";

const wrong: readonly (readonly [args: readonly string[], words: RegExp])[] = [
  [
    ["--source", "cim,utmp"],
    /sources of two platforms are named \(expected some of utmp, .*, or of cim, quser, wts, .*found cim,utmp\)/,
  ],
  [
    ["--source", "utmp", "--powershell", "/x/pwsh"],
    /sources of two platforms are named \(.*found utmp and `--powershell`\)/,
  ],
  [
    ["--source", "security,cim"],
    /--source: event logs tell what happened, not who is logged in \(found security\); add `--events`/,
  ],
  [["--source", "cim", "--root", "/etc"], /sources of Windows tell of the computer they run on/],
  [["--powershell", "pwsh"], /PowerShell is not looked for on PATH/],
];

describe("whoflux collect of Windows, wrongly used", (test) => {
  for (const [args, words] of wrong) {
    test(`ends with 2: ${args.join(" ")}`, () => {
      const { status, stdout, stderr } = whoflux(["collect", ...args]);
      assert.equal([status, stdout], [2, ""]);
      assert.match(stderr, words);
    });
  }
});
