import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { describe } from "../../kit/suite.ts";
import { holdsWithin, isRunning } from "./processes.ts";

const owner = fileURLToPath(new URL("owner.ts", import.meta.url));

/** A process with a child, and the child's pid. */
async function own(doing: "idle" | "asking", start = "well"): Promise<{ process: ChildProcess; child: number }> {
  const started = spawn(process.execPath, ["--import", "tsx", owner, doing, start], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = await once(started.stdout, "data");
  return { process: started, child: Number(String(said)) };
}

describe("the end of who owns the child", (test) => {
  test("by SIGKILL in the middle of a request is the end of the child", async () => {
    const { process: killed, child } = await own("asking");
    assert.ok(isRunning(child));
    killed.kill("SIGKILL");
    await once(killed, "exit");
    assert.ok(await holdsWithin(5000, () => !isRunning(child)));
  });

  test("comes by itself when there is no more to do: an idle child keeps nobody alive", async () => {
    const { process: idle, child } = await own("idle");
    const [code] = await once(idle, "exit");
    assert.is(code, 0);
    assert.ok(await holdsWithin(5000, () => !isRunning(child)));
  });

  test("takes a child with it that does not heed the end of its input", async () => {
    const { process: idle, child } = await own("idle", "deaf to the end of its input");
    const [code] = await once(idle, "exit");
    assert.is(code, 0);
    assert.ok(await holdsWithin(5000, () => !isRunning(child)));
  });
});
