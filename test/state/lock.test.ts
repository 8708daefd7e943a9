import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { processFacts } from "../../src/commands/process-facts.ts";
import { holderOf, type ProcessFacts } from "../../src/state/holder.ts";
import { takeLock } from "../../src/state/lock.ts";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";

const program = fileURLToPath(new URL("./locking.ts", import.meta.url));

/** A process that waits for the word to take a lock. */
class Taker {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(path: string, witness: string) {
    this.#child = spawn(process.execPath, ["--import", "tsx", program, path, witness], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    if (this.#child.stdout === null) throw new Error("no output");
    this.#lines = createInterface(this.#child.stdout)[Symbol.asyncIterator]();
  }

  async line(): Promise<string> {
    return String((await this.#lines.next()).value);
  }

  tell(word: "go" | "release"): void {
    this.#child.stdin?.write(`${word}\n`);
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await ended;
  }
}

/** The lock of a holder that is written by hand, touched some seconds ago. */
function plant(path: string, holder: object, secondsAgo: number, number = 1): void {
  writeFileSync(`${path}.${number}`, `${JSON.stringify({ ...holderOf(processFacts), ...holder })}\n`);
  const moment = new Date(Date.now() - secondsAgo * 1000);
  utimesSync(`${path}.${number}`, moment, moment);
}

const refused = /another whoflux works here \(found process \d+, since \d{4}-.*Z\); stop it, or name another directory/;

describe("the lock of a state", (test) => {
  test("is had by one at a time, in one process too, and by the next when it is released", () =>
    inFolder((folder) => {
      const path = join(folder, "lock");
      const lock = takeLock(path, processFacts);
      assert.throws(() => takeLock(path, processFacts), refused);
      assert.throws(() => takeLock(path, processFacts, "wait"), /; wait$/);
      lock.release();
      lock.release();
      const next = takeLock(path, processFacts);
      lock.release();
      assert.throws(() => takeLock(path, processFacts), refused);
      next.release();
      assert.is(readdirSync(folder).length, 1, readdirSync(folder).join());
    }));

  test("is not held up by a process that was killed, nor by what it left", async () => {
    await inFolder(async (folder) => {
      const path = join(folder, "lock");
      const witness = join(folder, "witness");
      for (let round = 0; round < 3; round++) {
        const taker = new Taker(path, witness);
        await taker.line();
        taker.tell("go");
        assert.is(await taker.line(), "taken");
        assert.throws(() => takeLock(path, processFacts), refused);
        await taker.kill();
        rmSync(witness);
        writeFileSync(`${path}.new-${round}`, "left");
        takeLock(path, processFacts).release();
        assert.not(readdirSync(folder).some((name) => name.includes(".new-")));
      }
    });
  });

  test("of a killed process goes to exactly one of twenty that want it at once", async () => {
    await inFolder(async (folder) => {
      const path = join(folder, "lock");
      const witness = join(folder, "witness");
      const killed = spawnSync(process.execPath, ["-e", ""]).pid;
      const takers = Array.from({ length: 20 }, () => new Taker(path, witness));
      const all = (word: "go" | "release"): Promise<string[]> => {
        for (const taker of takers) taker.tell(word);
        return Promise.all(takers.map((taker) => taker.line()));
      };
      try {
        await Promise.all(takers.map((taker) => taker.line()));
        for (let round = 0; round < Number(process.env.RUNS ?? 30); round++) {
          const highest = Math.max(
            0,
            ...readdirSync(folder).map((name) => Number(/^lock\.(\d+)$/.exec(name)?.[1] ?? 0)),
          );
          if (round % 3 > 0) plant(path, { pid: killed, start: "1" }, 60, highest + (round % 3));
          const answers = await all("go");
          assert.is(answers.filter((answer) => answer === "taken").length, 1, answers.join("\n"));
          assert.is(answers.filter((answer) => /refused .*another whoflux works here/.test(answer)).length, 19);
          await all("release");
        }
      } finally {
        await Promise.all(takers.map((taker) => taker.kill()));
      }
    });
  });

  test("of another process that got the same number, or of another boot, is taken over", () =>
    inFolder((folder) => {
      const path = join(folder, "lock");
      if (holderOf(processFacts).start !== undefined) {
        plant(path, { start: "1" }, 0);
        takeLock(path, processFacts).release();
      }
      plant(path, { boot: "another", start: "1" }, 60);
      rmSync(`${path}.2`, { force: true });
      takeLock(path, processFacts).release();
    }));

  test("of a process in another container holds while it is touched", () =>
    inFolder((folder) => {
      const path = join(folder, "lock");
      const other = { namespace: "pid:[1]", pid: 1, start: "1" };
      plant(path, other, 3);
      assert.throws(() => takeLock(path, processFacts), refused);
      plant(path, other, 30);
      takeLock(path, processFacts).release();
    }));

  test("is decided by the number of the process where a system tells no more", () =>
    inFolder((folder) => {
      const path = join(folder, "lock");
      const alone = (isRunning: boolean): ProcessFacts => ({ ...processFacts, isRunning: () => isRunning });
      plant(path, { pid: 2 ** 22 + 1, start: undefined }, 0);
      assert.throws(() => takeLock(path, alone(true)), refused);
      takeLock(path, alone(false)).release();
    }));

  test("that is no lock is taken over, and a folder that cannot be written to is said", () =>
    inFolder((folder) => {
      const path = join(folder, "lock");
      writeFileSync(`${path}.7`, '{"pid":"\u001b[31m"}\n');
      utimesSync(`${path}.7`, 1, 1);
      const lock = takeLock(path, processFacts);
      assert.equal(JSON.parse(readFileSync(`${path}.8`, "utf8")).pid, process.pid);
      lock.release();
      assert.throws(
        () => takeLock(join(folder, "none", "lock"), processFacts),
        /the lock cannot be taken \(found ENOENT/,
      );
    }));
});
