import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { gatherExec } from "../kit/telegraf-exec.ts";
import { ExecdProcess } from "../kit/telegraf-execd.ts";
import { parseAll, parseOne } from "../kit/telegraf-parser.ts";

//  The stand-in for Telegraf must notice what Telegraf would notice.

const script = (code: string): readonly [string, ...string[]] => [process.execPath, "-e", code];

describe("Telegraf's parser", (test) => {
  test("takes comments, blanks, tabs, carriage returns, all numbers and booleans", () => {
    const [metric, ...others] = parseAll('# c\n\n \tm,t=a\\ b\t f=1i,u=2u,x=1.5e3,s="a\\"b",b=T  17\r\n');
    assert.is(others.length, 0);
    assert.equal(metric, {
      name: "m",
      tags: { t: "a b" },
      fields: { f: 1n, u: 2n, x: 1500, s: 'a"b', b: true },
      time: 17n,
    });
  });

  test("refuses an empty tag value, a line without fields, a bad number and a timestamp of twenty digits", () => {
    for (const line of [
      "m,t= f=1i 1",
      "m,t=a",
      "m f=1x 1",
      'm f="a 1',
      `m f=1i ${"1".repeat(20)}`,
      "m f=99999999999999999999i 1",
    ]) {
      assert.instance(parseOne(line), Error, line);
    }
  });

  test("lets a tag value that ends in a backslash swallow what follows", () => {
    assert.equal(parseAll("m,t=a\\,b f=1i\n")[0]?.tags, { t: "a,b" });
    assert.instance(parseOne("m,t=a\\ f=1i 1"), Error);
  });
});

describe("the stand-in for Telegraf's exec", (test) => {
  const line = "m f=1i 1700000000600000000";

  test("rounds timestamps to the second and adds the host, unless told otherwise", async () => {
    const command = script(`console.log(${JSON.stringify(line)})`);
    const [coarse] = (await gatherExec(command)).metrics;
    assert.equal([coarse?.time, coarse?.tags], [1_700_000_001_000_000_000n, { host: "telegraf-host" }]);
    const [fine] = (await gatherExec(command, { precision: 1000n })).metrics;
    assert.is(fine?.time, 1_700_000_000_600_000_000n);
  });

  test("discards everything when one line is bad", async () => {
    const { metrics, error } = await gatherExec(script(`console.log("m f=1i 1\\nbad\\nm f=2i 2")`));
    assert.equal(metrics, []);
    assert.match(error ?? "", /metric parse error/);
  });

  test("discards everything when the program fails, and shows the first line it said, 512 bytes of it", async () => {
    const code = `console.log("m f=1i 1"); console.error("x".repeat(600) + "\\nmore"); process.exitCode = 1`;
    const { metrics, error } = await gatherExec(script(code));
    assert.equal(metrics, []);
    assert.match(error ?? "", /exit status 1.*: x{512}\.\.\.$/);
    assert.is((await gatherExec(script(code), { ignoreError: "ignore_error" })).metrics.length, 1);
  });

  test("gives the first line of stderr its level", async () => {
    const said = await gatherExec(script(`console.error("W! a\\nE! b")`), { logStderr: "log_stderr" });
    assert.equal(said.log, ["W! a..."]);
    assert.equal((await gatherExec(script(`console.error("a")`), { logStderr: "log_stderr" })).log, ['E! "a"']);
  });

  test("asks a program to end when its time is up, and takes what it wrote if it ends well", async () => {
    const wait = "setInterval(() => {}, 1000);";
    const late = await gatherExec(script(`console.log("m f=1i 1");${wait}`), { timeout: 500 });
    assert.match(late.error ?? "", /signal: SIGTERM/);
    const polite = await gatherExec(
      script(`console.log("m f=1i 1"); process.on("SIGTERM", () => process.exit(0));${wait}`),
      {
        timeout: 500,
      },
    );
    assert.is(polite.metrics.length, 1);
  });
});

describe("the stand-in for Telegraf's execd", (test) => {
  test("goes on behind a bad line, and takes an unfinished last line for a whole one", async () => {
    const execd = new ExecdProcess(
      script(`process.stdout.write("m f=1i 1\\nbad\\nm f=2i 2\\nm f=3i 12"); process.stdin.resume()`),
    );
    await execd.until(() => execd.metrics.length === 2 && execd.errors.length === 1);
    await execd.stop();
    assert.equal(
      execd.metrics.map(({ fields, time }) => [fields.f, time]),
      [
        [1n, 1n],
        [2n, 2n],
        [3n, 12n],
      ],
    );
  });

  test("fails to gather when nobody reads the newline", async () => {
    const execd = new ExecdProcess(script("setInterval(() => {}, 1000)"));
    execd.child.stdin?.write(Buffer.alloc(4 << 20));
    let reason = "";
    await execd.gather().catch((error: Error) => (reason = error.message));
    assert.match(reason, /timeout/);
    execd.child.kill("SIGKILL");
    await execd.stop();
  });

  test("ends a program by closing its stdin, by asking, and by force", async () => {
    const stubborn = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("m f=1i 1");';
    const programs = [
      ["process.stdin.resume(); console.log('m f=1i 1')", "closed stdin"],
      ["setInterval(() => {}, 1000); console.log('m f=1i 1')", "SIGTERM"],
      [stubborn, "SIGKILL"],
    ] as const;
    for (const [code, by] of programs) {
      const execd = new ExecdProcess(script(code));
      await execd.until(() => execd.metrics.length === 1);
      assert.is((await execd.stop(200)).by, by);
    }
  });
});
