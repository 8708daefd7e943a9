import * as assert from "uvu/assert";
import { parseOsRelease } from "../../src/doctor/os-release.ts";
import { describe } from "../kit/suite.ts";

const parsed = (text: string | Buffer) => parseOsRelease(Buffer.from(text));

describe("os-release", (test) => {
  test("values stand bare, in double or in single quotes, with a shell's backslashes", () => {
    assert.equal(parsed('# a comment\nPRETTY_NAME="The \\"Best\\" \\$ystem"\nID=best\nVERSION_ID=\'3.2\'\n'), {
      id: "best",
      like: [],
      version: [3, 2],
      name: 'The "Best" $ystem',
    });
    assert.is(parsed("ID=a\nPRETTY_NAME='as \\it is'\n")?.name, "as \\x5cit is");
  });

  test("ID_LIKE names several systems, a version may be missing, and then the id is the name", () => {
    assert.equal(parsed('ID=linuxmint\nID_LIKE="ubuntu debian"\n'), {
      id: "linuxmint",
      like: ["ubuntu", "debian"],
      name: "linuxmint",
    });
  });

  test("the last of equal keys counts, as in a shell", () => assert.is(parsed("ID=a\nID=b\n")?.id, "b"));

  test("a text that names no system is none", () => {
    for (const text of ["", "PRETTY_NAME=x\n", "ID=\n", 'ID="!!"\n', "id=debian\n", " ID=debian\n"]) {
      assert.is(parsed(text), undefined, text);
    }
  });

  test("what a hostile file says is short and safe to show", () => {
    const name =
      parsed(Buffer.from(`ID=a\nPRETTY_NAME="\x1b[2J\u202e\xff${"x".repeat(1000)}"\n`, "latin1"))?.name ?? "";
    assert.ok(name.length < 100);
    assert.match(name, /^\\x1b\[2J/);
    assert.match(name, /^[\x20-\x7e]+$/);
  });

  test("a version is its numbers, whatever follows them", () => {
    assert.equal(parsed("ID=a\nVERSION_ID=25.10-beta\n")?.version, [25, 10]);
    assert.is(parsed("ID=a\nVERSION_ID=rolling\n")?.version, undefined);
    assert.equal(parsed(`ID=a\nVERSION_ID=${"9".repeat(400)}\n`)?.version, [999999]);
  });
});
