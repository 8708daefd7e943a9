import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { secretIn } from "../../src/config/secrets.ts";
import { WhofluxError } from "../../src/model/error.ts";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";

const where = "FILE: influx.token_file";

/** The secret of a file with some contents, or what is said of it. */
function read(contents: string | Uint8Array): string {
  return inFolder((folder) => {
    const path = join(folder, "token");
    writeFileSync(path, contents);
    return attempt(path);
  });
}

function attempt(path: string): string {
  try {
    return secretIn(path, where).text;
  } catch (error) {
    assert.instance(error, WhofluxError);
    return `! ${(error as Error).message}`;
  }
}

describe("a secret out of a file", (test) => {
  for (const [what, contents] of [
    ["alone", "t0k en=="],
    ["with the end of its line", "t0k en==\n"],
    ["with the end of a line of Windows", "t0k en==\r\n"],
    ["above other lines", "t0k en==\nwhat this is for\n"],
    ["behind a byte order mark", "\ufefft0k en=="],
  ] as const) {
    test(`is its first line: ${what}`, () => assert.is(read(contents), "t0k en=="));
  }

  test("keeps spaces, which may be part of a password", () => assert.is(read(" a \n"), " a "));

  for (const [what, contents, found] of [
    ["nothing", "", "an empty first line"],
    ["an empty line first", "\ns3cr3t", "an empty first line"],
    ["NUL", "s3cr3t\0", "something else"],
    ["an escape", "s3cr3t\x1b", "something else"],
    ["a line longer than any secret", "s3cr3t".repeat(5000), "something else"],
  ] as const) {
    test(`is none when the file holds ${what}`, () => {
      const said = read(contents);
      assert.match(said, /^! FILE: influx\.token_file: its file holds no secret \(expected /);
      assert.ok(said.endsWith(`found ${found})`), said);
      assert.not(said.includes("s3cr3t"));
    });
  }

  test("is none in bytes that are no text", () =>
    assert.is(read(Uint8Array.of(0xff, 0xfe)), `! ${where}: its file cannot be read (found no UTF-8)`));

  test("is none in a directory and where nothing is, and what was taken for a path is not shown", () =>
    inFolder((folder) => {
      mkdirSync(join(folder, "s3cr3t"));
      for (const name of ["s3cr3t", "s3cr3t/missing", "s3cr3t\0"]) {
        const said = attempt(join(folder, name));
        assert.match(said, /^! FILE: influx\.token_file: its file cannot be read/);
        assert.not(said.includes("s3cr3t"));
      }
    }));

  test("what a file holds is never in what is said of it", () =>
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (rest) => {
        const said = read(`s3cr3t${rest}`);
        assert.ok(!said.startsWith("!") || !said.includes("s3cr3t"));
      }),
    ));

  const withModes = process.platform === "win32" ? test.skip : test;
  withModes("tells when everybody can read it", () =>
    inFolder((folder) => {
      const path = join(folder, "token");
      writeFileSync(path, "x");
      chmodSync(path, 0o600);
      assert.not(secretIn(path, where).isOpenToAll);
      chmodSync(path, 0o644);
      assert.ok(secretIn(path, where).isOpenToAll);
    }),
  );
});
