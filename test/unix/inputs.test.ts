import { spawnSync } from "node:child_process";
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import * as assert from "uvu/assert";
import { WhofluxError } from "../../src/model/error.ts";
import { compareAges, placeOf } from "../../src/unix/inputs/rotation.ts";
import { expandInputs } from "../../src/unix/inputs.ts";
import { missing } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { inFolder } from "./open-kit.ts";

interface Expanded {
  readonly paths: readonly string[];
  readonly sets: readonly string[];
  readonly notices: readonly string[];
}

/** Expands arguments in a folder that has these files; names in the answer are relative to it. */
function expand(
  files: readonly string[],
  args: readonly string[],
  prepare?: (folder: string) => void,
): Promise<Expanded> {
  return inFolder((folder) => {
    for (const file of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), file);
    }
    prepare?.(folder);
    const notices: string[] = [];
    const found = expandInputs(
      args.map((argument) => (argument === "-" ? argument : join(folder, argument))),
      (message) => notices.push(message.replaceAll(`${folder}/`, "")),
    );
    const relative = (path: string): string => path.replace(`${folder}/`, "");
    return { paths: found.map(({ path }) => relative(path)), sets: found.map(({ set }) => relative(set)), notices };
  });
}

// Names as given, and the order of reading.
const orders: readonly (readonly [name: string, given: string, expected: string])[] = [
  ["numbers descend to the live file", "wtmp wtmp.1 wtmp.2.xz", "wtmp.2.xz wtmp.1 wtmp"],
  ["ten is older than two", "wtmp.2 wtmp.10 wtmp.1", "wtmp.10 wtmp.2 wtmp.1"],
  ["zero is the newest rotated file", "wtmpx wtmpx.0 wtmpx.1", "wtmpx.1 wtmpx.0 wtmpx"],
  ["FreeBSD's log has a dot in its stem", "utx.log utx.log.0.bz2 utx.log.1.bz2", "utx.log.1.bz2 utx.log.0.bz2 utx.log"],
  ["dates ascend to the live file", "wtmp wtmp-20260201 wtmp-20260101.gz", "wtmp-20260101.gz wtmp-20260201 wtmp"],
  [
    "hours belong to the date",
    "btmp-2026010123 btmp-2026010102 btmp-20260101",
    "btmp-20260101 btmp-2026010102 btmp-2026010123",
  ],
  [
    "seconds belong to the date",
    "wtmp-20260101-120001.zst wtmp-20260101-120000",
    "wtmp-20260101-120000 wtmp-20260101-120001.zst",
  ],
  ["dates with hyphens", "wtmp.2026-02-01.lz4 wtmp.2026-01-31 wtmp", "wtmp.2026-01-31 wtmp.2026-02-01.lz4 wtmp"],
  [
    "databases keep their ending",
    "wtmp.db wtmp_20260201.db wtmp_20260101.db",
    "wtmp_20260101.db wtmp_20260201.db wtmp.db",
  ],
  ["dates are older than numbers", "wtmp wtmp.1 wtmp-20260101", "wtmp-20260101 wtmp.1 wtmp"],
  ["a compressed live file is live", "wtmp.gz wtmp.1.gz", "wtmp.1.gz wtmp.gz"],
  ["sets stand where they first appear", "btmp wtmp btmp.1 wtmp.1", "btmp.1 btmp wtmp.1 wtmp"],
  ["the same stem elsewhere is another set", "a/wtmp b/wtmp a/wtmp.1 b/wtmp.1", "a/wtmp.1 a/wtmp b/wtmp.1 b/wtmp"],
  ["a number that is no date is a number", "wtmp.1 wtmp.9999", "wtmp.9999 wtmp.1"],
  ["other endings are other files", "wtmp.old wtmp.1 wtmp", "wtmp.old wtmp.1 wtmp"],
  ["equal ages stay as given", "wtmp.1.gz wtmp.1 wtmp", "wtmp.1.gz wtmp.1 wtmp"],
];

describe("rotated sets", (test) => {
  for (const [name, given, expected] of orders) {
    test(`${name}: ${expected}`, async () => {
      const { paths } = await expand(given.split(" "), given.split(" "));
      assert.is(paths.join(" "), expected);
    });
  }

  test("every file carries the name of its set", async () => {
    const { sets } = await expand([], ["wtmp.1", "wtmp-20260101.gz", "utx.log.0", "wtmp_20260101.db", "d/btmp.1.xz"]);
    assert.equal(sets, ["wtmp", "wtmp", "utx.log", "wtmp.db", "d/btmp"]);
    assert.equal(
      expandInputs(["-", "/wtmp.1", "./wtmp", "wtmp.1"], () => {}).map(({ set }) => set),
      ["-", "/wtmp", "wtmp", "wtmp"],
    );
  });

  test("the order of reading does not depend on the order given", () => {
    const names = ["wtmp", "wtmp.1", "wtmp.2.gz", "wtmp.10", "wtmp-20260101", "wtmp-2026010106.xz", "wtmp.2025-12-31"];
    const sorted = ["wtmp.2025-12-31", "wtmp-20260101", "wtmp-2026010106.xz", "wtmp.10", "wtmp.2.gz", "wtmp.1", "wtmp"];
    const order = (given: readonly string[]): string[] =>
      [...given].sort((a, b) => compareAges(placeOf(a).age, placeOf(b).age));
    const property = fc.property(fc.shuffledSubarray(names, { minLength: names.length }), (given) => {
      assert.equal(order(given), sorted);
    });
    fc.assert(property, { numRuns: 200 });
  });
});

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
