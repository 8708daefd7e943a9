import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { WhofluxError } from "../../src/model/error.ts";
import { expandInputs } from "../../src/unix/inputs.ts";
import { missing } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { expand } from "./expanded.ts";
import { inFolder } from "./open-kit.ts";

const files = ["wtmp", "wtmp.1", "btmp", ".hidden", "a/wtmp", "a/lastlog", "b/wtmp", "b/wt[mp", "x-1", "x-2", "x-^"];

const patterns: readonly (readonly [pattern: string, expected: string])[] = [
  ["*tmp", "btmp wtmp"],
  ["?tmp", "btmp wtmp"],
  ["[a-c]tmp", "btmp"],
  ["[!a-c]tmp", "wtmp"],
  ["*/wtmp", "a/wtmp b/wtmp"],
  ["?/*", "a/lastlog a/wtmp b/wt[mp b/wtmp"],
  [".h*", ".hidden"],
  ["x-[12]", "x-1 x-2"],
  ["x-[^]", "x-^"],
  ["wtm[p]*", "wtmp.1 wtmp"],
  ["b/wt[mp", "b/wt[mp"],
  ["b/wt[[]*", "b/wt[mp"],
  ["x-[2-11]", "x-1"],
  ["x-[!2-1]", "x-1 x-2 x-^"],
  ["x-[+--1]", "x-1"],
];

/** Runs as another user. */
function as<T>(uid: number, run: () => T): T {
  process.seteuid?.(uid);
  try {
    return run();
  } finally {
    process.seteuid?.(0);
  }
}

describe("patterns", (test) => {
  for (const [pattern, expected] of patterns) {
    test(`${pattern} is ${expected}`, async () => {
      const { paths } = await expand(files, [pattern]);
      assert.is(paths.join(" "), expected);
    });
  }

  test("one that matches nothing is wrong usage and is named", async () => {
    for (const pattern of ["nothing*", "*/none", "none/*", "wtmp/*", "[", "*.1/x"]) {
      try {
        await expand(files, [pattern]);
        assert.unreachable(pattern);
      } catch (error) {
        assert.instance(error, WhofluxError);
        assert.is((error as WhofluxError).code, "E_USAGE");
        assert.ok((error as WhofluxError).message.endsWith(`/${pattern}: matches no file`));
      }
    }
  });

  test("a name that exists is taken as it is, whatever it holds", async () => {
    const { paths } = await expand([...files, "*", "?tmp"], ["*", "?tmp"]);
    assert.equal(paths, ["*", "?tmp"]);
  });

  test("pipes and directories are no files of a pattern, but links are", async () => {
    const { paths } = await expand(["w/wtmp", "w/wtmp.d/x"], ["w/wtmp*"], (folder) => {
      symlinkSync("nowhere", join(folder, "w/wtmp.link"));
      if (process.platform !== "win32") spawnSync("mkfifo", [join(folder, "w/wtmp.fifo")]);
    });
    assert.equal(paths, ["w/wtmp", "w/wtmp.link"]);
  });

  test("a directory that is closed to us is passed on, so that the other files are read", async () => {
    if (process.getuid?.() !== 0) return missing("not root", "directories closed to others");
    await inFolder((folder) => {
      for (const name of ["open", "closed/inside"]) {
        mkdirSync(join(folder, name), { recursive: true });
        writeFileSync(join(folder, name, "wtmp"), "");
      }
      chmodSync(folder, 0o755);
      for (const mode of [0o700, 0o711]) {
        chmodSync(join(folder, "closed"), mode);
        const patterns = ["o*/wtmp", "*/inside/wtm?", "closed/*", "closed/inside/*", "c*/*/wtmp"];
        const found = as(65_534, () =>
          expandInputs(
            patterns.map((pattern) => join(folder, pattern)),
            () => {},
          ),
        );
        const inside = mode === 0o700 ? "closed/inside" : "closed/inside/wtmp";
        const expected = ["open/wtmp", inside, "closed"].map((name) => join(folder, name));
        assert.equal(
          found.map(({ path }) => path),
          expected,
          mode.toString(8),
        );
      }
    });
  });

  test("a name without pattern that does not exist is passed on", async () => {
    const { paths } = await expand(files, ["none", "wtmp"]);
    assert.equal(paths, ["none", "wtmp"]);
  });
});
