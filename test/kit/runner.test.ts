import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { describe } from "./suite.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const script = `
  import { runTestFile } from "./scripts/test-file.mjs";
  console.log(JSON.stringify(await runTestFile(process.argv[1])));
`;

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
  readonly output: string;
}

/** Runs one sample through the runner of `npm test`, which gives it two seconds. */
function run(sample: string): Outcome {
  const child = spawnSync(process.execPath, ["--input-type=module", "-e", script, `test/kit/samples/${sample}.ts`], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, WHOFLUX_TEST_LIMIT: "2" },
  });
  return JSON.parse(child.stdout) as Outcome;
}

describe("the test runner", (test) => {
  test("takes the counts from the file's report", () => {
    const { passed, failed, skipped } = run("passes");
    assert.equal({ passed, failed, skipped }, { passed: 3, failed: 0, skipped: ["a sound suite: cannot run here"] });
  });

  test("counts each failed test of a file and keeps its words", () => {
    const { passed, failed, output } = run("test-fails");
    assert.equal({ passed, failed }, { passed: 1, failed: 1 });
    assert.match(output, /is wrong/);
  });

  test("fails a raw uvu suite that nobody runs, which exits 0", () => {
    const { failed, output } = run("raw-uvu-without-run");
    assert.is(failed, 1);
    assert.match(output, /no report/);
  });

  test("fails a raw uvu suite whose hook throws, which exits 0", () => {
    assert.is(run("raw-uvu-hook-throws").failed, 1);
  });

  test("stops a file that does not end, and fails it", () => {
    const { failed, output } = run("hangs");
    assert.is(failed, 1);
    assert.match(output, /stopped after 2 s/);
  });

  test("fails a file that is not there", () => {
    assert.ok(run("no-such-sample").failed > 0);
  });
});
