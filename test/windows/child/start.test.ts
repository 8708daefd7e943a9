import * as assert from "uvu/assert";
import { describe } from "../../kit/suite.ts";
import { askFor, errorOf, fakePowerShell, faultOf, powerShell } from "./fake.ts";

describe("the start of the PowerShell child", (test) => {
  test("a banner, a byte order mark and CLIXML before the greeting are no matter", async () => {
    const windows = fakePowerShell("with a banner");
    assert.is((await windows.greet()).version, "5.1.22621.4391");
    assert.is(windows.noise, 2);
    await windows.close();
  });

  test("a slow start is waited for, and not taken from the request's time", async () => {
    const windows = fakePowerShell("slowly", { request: 350, start: 10_000 });
    assert.equal(await askFor(windows, "Security"), ["Security"]);
    await windows.close();
  });

  test("a child that does not greet in time is a failed start", async () => {
    const windows = fakePowerShell("never", { start: 300, grace: 100 });
    assert.equal(await errorOf(windows.greet()).then((error) => error?.message), "start: nothing within 0.3 s");
    await windows.close();
  });

  test("a child that ends before it greets tells its exit code and its last words, visibly", async () => {
    const windows = fakePowerShell("with an exit");
    const error = await errorOf(askFor(windows, "Security"));
    assert.is(error?.message, "start: exit code 3, last word \\x1b[31mred");
    assert.is(await faultOf(askFor(windows, "Security")), "start");
    assert.is(windows.starts, 1);
    await windows.close();
  });

  test("a greeting that is an error, or damaged, is a failed start", async () => {
    for (const [start, detail] of [
      ["with an error", "TypeLoadException"],
      ["with a damaged greeting", "an answer that is damaged"],
    ] as const) {
      const windows = fakePowerShell(start);
      assert.is((await errorOf(windows.greet()))?.message, `start: ${detail}`);
      await windows.close();
    }
  });

  test("a program that is not there is a failed start", async () => {
    const windows = powerShell({ program: { path: "/nowhere/powershell.exe", args: [] } });
    assert.is((await errorOf(windows.greet()))?.message, "start: ENOENT");
    await windows.close();
  });

  test("a policy is told by its language mode, and PowerShell is not started again to hear the same", async () => {
    const windows = fakePowerShell("under a policy");
    assert.is((await errorOf(windows.greet()))?.message, "language: ConstrainedLanguage");
    assert.is((await errorOf(askFor(windows, "Security")))?.message, "language: ConstrainedLanguage");
    assert.is(windows.starts, 1);
    await windows.close();
  });
});
