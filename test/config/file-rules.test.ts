import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { directory, placeForDirectory, readableFile } from "../../src/config/file-rules.ts";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";

describe("rules that look at files", (test) => {
  const take = (path: string): readonly boolean[] =>
    [readableFile, directory, placeForDirectory].map((rule) => rule.accepts(path));

  test("a file, a directory, what is missing and what leads nowhere are told apart, links followed", () =>
    inFolder((folder) => {
      const at = (name: string): string => join(folder, name);
      writeFileSync(at("file"), "x");
      mkdirSync(at("directory"));
      symlinkSync("file", at("link"));
      symlinkSync("nothing", at("dangling"));
      assert.equal(take(at("file")), [true, false, false]);
      assert.equal(take(at("link")), [true, false, false]);
      assert.equal(take(at("directory")), [false, true, true]);
      assert.equal(take(at("missing")), [false, false, true]);
      assert.equal(take(at("dangling")), [false, false, true]);
    }));

  test("text that is no path is none, and no error", () => assert.equal(take("a\0b"), [false, false, false]));
});
