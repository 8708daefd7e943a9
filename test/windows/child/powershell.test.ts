import * as assert from "uvu/assert";
import { describe } from "../../kit/suite.ts";
import { askFor, errorOf, fakePowerShell, faultOf } from "./fake.ts";
import { holdsWithin, isRunning } from "./processes.ts";

/** Asks one that misbehaves, then one that does not: the fault of the first, and whether the child is another. */
async function after(misbehaviour: string, limits = {}): Promise<{ fault: string; detail: string; starts: number }> {
  const windows = fakePowerShell("well", limits);
  try {
    await windows.greet();
    const error = await errorOf(askFor(windows, misbehaviour));
    assert.equal(await askFor(windows, "Security"), ["Security"]);
    return { fault: error?.fault ?? "answered", detail: error?.detail ?? "", starts: windows.starts };
  } finally {
    await windows.close();
  }
}

describe("the PowerShell child", (test) => {
  test("greets, answers many requests with one child, and ends with the end of its input", async () => {
    const windows = fakePowerShell("well");
    const greeting = await windows.greet();
    assert.is(greeting.account, "OFFICE\\Jürgen");
    for (let count = 0; count < 50; count++) assert.equal(await askFor(windows, `log ${count}`), [`log ${count}`]);
    assert.is((await windows.greet()).computer, greeting.computer);
    await windows.close();
    assert.is(windows.starts, 1);
    assert.is(isRunning(Number(greeting.computer)), false);
  });

  test("takes requests that come at once one after the other, and gives each its own answer", async () => {
    const windows = fakePowerShell("well");
    const names = Array.from({ length: 30 }, (_, index) => `log ${index}`);
    const answers = await Promise.all(names.map((name) => askFor(windows, name)));
    assert.equal(answers.flat(), names);
    await windows.close();
  });

  test("a request that hangs fails at its time, and the next one has another child", async () => {
    assert.equal(await after("hang", { request: 300 }), {
      fault: "timeout",
      detail: "nothing within 0.3 s",
      starts: 2,
    });
  });

  test("a child that hangs is killed at once: it is not asked to end, nor waited for", async () => {
    const windows = fakePowerShell("deaf to the end of its input", { request: 300, grace: 30_000 });
    assert.is(await faultOf(askFor(windows, "hang")), "timeout");
    const since = performance.now();
    assert.equal(await askFor(windows, "Security"), ["Security"]);
    assert.ok(performance.now() - since < 15_000);
    assert.is(await faultOf(askFor(windows, "die")), "crash");
    await windows.close();
  });

  test("an answer that comes too late is nobody's", async () => {
    assert.is((await after("late", { request: 300 })).fault, "timeout");
  });

  test("a child that dies in the middle of a request fails that request alone", async () => {
    assert.equal(await after("die"), { fault: "crash", detail: "exit code 9", starts: 2 });
  });

  test("a child that was killed while nobody asked is replaced, and nothing is lost", async () => {
    const windows = fakePowerShell("well");
    const pid = Number((await windows.greet()).computer);
    process.kill(pid, "SIGKILL");
    assert.ok(await holdsWithin(5000, () => !isRunning(pid)));
    // Its end is told a little after it has come.
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(await askFor(windows, "Security"), ["Security"]);
    assert.is(windows.starts, 2);
    await windows.close();
  });

  test("half a frame and an end is a crash", async () => {
    assert.equal(await after("half a frame"), { fault: "crash", detail: "exit code 0", starts: 2 });
  });

  test("a frame in two pieces is one answer", async () => {
    assert.equal(await after("two halves"), { fault: "answered", detail: "", starts: 1 });
  });

  test("of two frames in one piece the second is noise", async () => {
    const windows = fakePowerShell("well");
    assert.equal(await askFor(windows, "two frames"), ["first"]);
    assert.equal(await askFor(windows, "Security"), ["Security"]);
    assert.is(windows.noise, 1);
    await windows.close();
  });

  test("garbage between frames is counted, and the answer behind it is found", async () => {
    const windows = fakePowerShell("well");
    assert.equal(await askFor(windows, "garbage"), ["after"]);
    assert.is(windows.noise, 3);
    await windows.close();
  });

  test("an answer that is damaged ends the child", async () => {
    assert.equal(await after("damaged"), { fault: "crash", detail: "an answer that is damaged", starts: 2 });
  });

  test("answers with other ids are noise", async () => {
    const windows = fakePowerShell("well");
    assert.equal(await askFor(windows, "another id"), ["own"]);
    assert.is(windows.noise, 2);
    await windows.close();
  });

  test("an error of the script is the request's, and the child stays", async () => {
    assert.equal(await after("error"), { fault: "refused", detail: "UnauthorizedAccessException", starts: 1 });
  });

  test("a line without an end ends the child before it ends the memory", async () => {
    assert.equal(await after("much"), { fault: "crash", detail: "a line of more than 67108864 bytes", starts: 2 });
  });

  test("a child that no longer reads fails what it is asked next", async () => {
    const windows = fakePowerShell("well", { request: 300, grace: 100 });
    assert.equal(await askFor(windows, "no more input"), ["closed"]);
    assert.ok(["timeout", "crash"].includes(await faultOf(askFor(windows, "Security"))));
    assert.equal(await askFor(windows, "Security"), ["Security"]);
    await windows.close();
  });

  test("stderr is drained and decides nothing", async () => {
    assert.equal(await after("words on stderr"), { fault: "answered", detail: "", starts: 1 });
  });

  test("a child that does not heed the end of its input is killed", async () => {
    const windows = fakePowerShell("deaf to the end of its input", { grace: 200 });
    const { computer } = await windows.greet();
    await windows.close();
    assert.is(isRunning(Number(computer)), false);
  });

  test("the end fails what waits, at once, and everything after it", async () => {
    const windows = fakePowerShell("well");
    await windows.greet();
    const questions = ["hang", "Security", "System"].map((name) => faultOf(askFor(windows, name)));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await windows.close();
    assert.equal(await Promise.all(questions), ["closed", "closed", "closed"]);
    assert.is(await faultOf(windows.greet()), "closed");
    await windows.close();
  });

  test("the end comes in the middle of a start, too", async () => {
    const windows = fakePowerShell("never");
    const question = faultOf(windows.greet());
    await new Promise((resolve) => setTimeout(resolve, 100));
    await windows.close();
    assert.is(await question, "closed");
  });
});
