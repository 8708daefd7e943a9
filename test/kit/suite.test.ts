import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { describe } from "./suite.ts";

/** Runs a sample test file alone, as `npm test` runs every file. */
function run(sample: string, environment: Record<string, string> = {}): { code: number; words: string; tests: string } {
  const file = fileURLToPath(new URL(`./samples/${sample}.ts`, import.meta.url));
  const child = spawnSync(process.execPath, ["--import", "tsx", file], {
    encoding: "utf8",
    timeout: 20_000,
    env: { ...process.env, WHOFLUX_REQUIRE: "", ...environment },
  });
  const tests = child.stdout.split("\n").findLast((line) => line.startsWith("tests: ")) ?? "";
  return { code: child.status ?? -1, words: child.stdout + child.stderr, tests };
}

const failing: readonly (readonly [behaviour: string, sample: string, words: string])[] = [
  ["a failed assertion", "test-fails", "is wrong"],
  ["a throwing before hook, which uvu swallows", "before-throws", "the start went wrong"],
  ["a rejecting after hook, which uvu swallows", "after-throws", "the end went wrong"],
  ["a file without tests", "no-tests", "declares no test"],
  ["a suite without tests", "empty-suite", "declares no test"],
  ["a test that waits for nothing", "never-ends", "never finished: a test that waits for nothing"],
  ["a file that throws at import, after its suites were declared", "import-throws", "thrown at import"],
  ["a file that cannot be loaded", "import-missing", "ERR_MODULE_NOT_FOUND"],
  ["an async describe body", "async-body", "declare tests in a plain function"],
  ["a test declared inside a test", "late-test", "was declared after describe"],
  ["process.exit(0) inside a test", "exits-early", "never finished: an early exit: is never reached"],
  ["a promise that rejects in the background", "rejects-in-background", "nobody listens"],
  ["two tests of one name", "same-name", 'two tests are named "twins: has a name"'],
];

describe("the suite kit", (test) => {
  test("counts what passed and what was skipped, and succeeds", () => {
    const { code, tests } = run("passes");
    assert.is(code, 0);
    assert.is(tests, 'tests: {"passed":3,"failed":0,"skipped":["a sound suite: cannot run here"]}');
  });

  for (const [behaviour, sample, words] of failing) {
    test(`fails on ${behaviour}`, () => {
      const outcome = run(sample);
      assert.is(outcome.code, 1);
      assert.ok(outcome.words.includes(words), outcome.words);
      assert.not.match(outcome.tests, /"failed":0/);
    });
  }

  test("says in one line what a missing program leaves untested, and counts it", () => {
    const { code, words, tests } = run("requires");
    assert.is(code, 0);
    assert.match(words, /^skipped: no-such-program-anywhere not found: what it would have shown$/m);
    assert.match(tests, /"skipped":\["no-such-program-anywhere not found/);
  });

  test("fails on a missing program under WHOFLUX_REQUIRE=all", () => {
    const { code, words } = run("requires", { WHOFLUX_REQUIRE: "all" });
    assert.is(code, 1);
    assert.match(words, /no-such-program-anywhere not found: what it would have shown \(WHOFLUX_REQUIRE=all\)/);
  });

  test("takes a program from WHOFLUX_<NAME> before PATH", () => {
    const { code, tests } = run("requires", { WHOFLUX_NO_SUCH_PROGRAM_ANYWHERE: process.execPath });
    assert.is(code, 1, "nothing is skipped, so the sample is a file without tests");
    assert.match(tests, /"skipped":\[\]/);
  });
});
