import { readdirSync, readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as assert from "uvu/assert";
import type { PowerShell } from "../../../src/windows/child/powershell.ts";
import { missing } from "../../kit/require.ts";
import { describe } from "../../kit/suite.ts";
import { faultOf, powerShell } from "./fake.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const isLinux = process.platform === "linux";

const greeting = Buffer.from('{"computer":"sh"}').toString("base64");

/** As small as a child can be: it greets, and dies of its first request. */
function shell(): PowerShell {
  const script = `echo "whoflux 0 ok ${greeting} 1"; read line || exit 0; exit 9`;
  // After no request at all it is worn out: each greeting is of another child.
  return powerShell({ program: { path: "/bin/sh", args: ["-c", script] } }, { requests: 0 });
}

/** What a process can leak, by name. A handle that keeps nobody alive is seen by its file, where files are seen. */
function held(): Record<"resources" | "listeners" | "files" | "children" | "heap", number> {
  collectGarbage();
  return {
    resources: process.getActiveResourcesInfo().length,
    listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
    files: isLinux ? readdirSync("/proc/self/fd").length : 0,
    children: isLinux ? readFileSync("/proc/thread-self/children", "latin1").split(" ").length : 0,
    heap: process.memoryUsage().heapUsed,
  };
}

/** Starts children until there were so many: half of them end with their input, half of them die of a request. */
async function restart(windows: PowerShell, starts: number): Promise<void> {
  while (windows.starts < starts) {
    await windows.greet();
    assert.is(await faultOf(windows.ask("quser", {})), "crash");
  }
}

describe("restarts", (test) => {
  const sentence = "a thousand of them leave no process, no handle, no listener, no timer and no memory behind";
  if (process.platform === "win32") {
    missing("/bin/sh", sentence);
    test.skip(sentence);
    return;
  }

  test(sentence, async () => {
    const windows = shell();
    await restart(windows, 50);
    await windows.close();
    const before = held();

    const many = shell();
    await restart(many, 1000);
    await many.close();
    const after = held();
    assert.is(many.starts, 1000);
    for (const what of ["resources", "listeners", "files", "children"] as const) {
      assert.ok(after[what] <= before[what], `${what}: ${after[what]}, before ${before[what]}`);
    }
    const grown = after.heap - before.heap;
    assert.ok(grown < 2 * 1024 * 1024, `the heap has grown by ${grown} bytes`);
  });
});
