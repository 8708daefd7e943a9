import { linkSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { expandInputs } from "../../src/unix/inputs.ts";
import { describe } from "../kit/suite.ts";
import { expand } from "./expanded.ts";

describe("files given more than once", (test) => {
  test("are read once, where they came first, and that is said", async () => {
    const { paths, notices } = await expand(["wtmp", "btmp"], ["btmp", "wtmp", "*tmp", "btmp"]);
    assert.equal(paths, ["btmp", "wtmp"]);
    assert.equal(notices, [
      "btmp: given twice, read once",
      "wtmp: given twice, read once",
      "btmp: given twice, read once",
    ]);
  });

  test("are known through links, soft and hard", async () => {
    const { paths, notices } = await expand(["wtmp"], ["soft", "wtmp", "hard", "none", "none"], (folder) => {
      symlinkSync("wtmp", join(folder, "soft"));
      linkSync(join(folder, "wtmp"), join(folder, "hard"));
    });
    assert.equal(paths, ["soft", "none"]);
    assert.equal(notices, [
      "wtmp: same file as soft, read once",
      "hard: same file as soft, read once",
      "none: given twice, read once",
    ]);
  });

  test("standard input is one file", () => {
    const notices: string[] = [];
    const found = expandInputs(["-", "-"], (message) => notices.push(message));
    assert.equal(found, [{ path: "-", set: "-" }]);
    assert.equal(notices, ["-: given twice, read once"]);
  });
});
