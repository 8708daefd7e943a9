import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { bootRecord, userRecord } from "../../fixtures/make/live-kit.ts";
import { idleSeconds } from "../../src/sources/idle.ts";
import { Root } from "../../src/sources/rooted.ts";
import { missing, requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { writeRecords } from "../kit/utmp-writer.ts";
import { inRoot, noon, snapshotOf } from "./roots.ts";

const second = 1_000_000n;

/** A root with a character device dev/pts/0 that was last read an hour before noon; says what is missing otherwise. */
function withDevice(body: (root: string) => void | Promise<void>): void | Promise<void> {
  return inRoot({ "dev/pts/1": "a file" }, (root) => {
    const mknod = requireProgram("mknod", "idle times of another root");
    if (mknod === undefined) return;
    const device = join(root, "dev/pts/0");
    if (spawnSync(mknod, [device, "c", "136", "0"]).status !== 0) return missing("mknod", "idle times of another root");
    const read = Number(noon / second) - 3600;
    utimesSync(device, read, read);
    return body(root);
  });
}

describe("idle time", (test) => {
  test("is how long ago a terminal was read", () => {
    return withDevice((root) => {
      assert.is(idleSeconds(new Root(root), "pts/0", noon), 3600n);
      assert.is(idleSeconds(new Root(root), "pts/0", noon - 3601n * second), 0n);
    });
  });
  test("is in the cells of a session at that terminal, and not in those at a display", () => {
    return withDevice(async (root) => {
      const people = [
        userRecord("pts/0", "alice", 11, "2026-01-05T09:10:00"),
        userRecord("pts/0", "bob", 12, "2026-01-05T09:11:00", ":0"),
        userRecord("pts/1", "carol", 13, "2026-01-05T09:12:00"),
      ];
      mkdirSync(join(root, "run"));
      writeFileSync(join(root, "run/utmp"), writeRecords("linux-384-le", [bootRecord, ...people]));
      const { sessions } = await snapshotOf(root);
      assert.equal(
        sessions.map(({ idle_s }) => idle_s),
        [3600n, undefined, undefined],
      );
    });
  });
  test("never leaves /dev, whatever a terminal is called", () => {
    return withDevice((root) => {
      const device = join(root, "dev/pts/0");
      symlinkSync(device, join(root, "dev/link"));
      symlinkSync("pts/0", join(root, "dev/near"));
      mkdirSync(join(root, "dev/x"));
      symlinkSync("/dev/pts", join(root, "dev/x/pts"));
      symlinkSync("/elsewhere", join(root, "dev/y"));
      spawnSync("mknod", [join(root, "outside"), "c", "136", "0"]);
      mkdirSync(join(root, "elsewhere"));
      spawnSync("mknod", [join(root, "elsewhere/0"), "c", "136", "0"]);
      for (const name of [
        "../outside",
        "pts/../../outside",
        "/outside",
        "link",
        "near",
        "y/0",
        "",
        ".",
        "pts/",
        "pts/0\0",
        "pts//0",
        " pts/0",
        "pts/0\n",
        "~",
        "a".repeat(300),
      ]) {
        assert.is(idleSeconds(new Root(root), name, noon), undefined, JSON.stringify(name));
      }
      assert.is(idleSeconds(new Root(root), "x/pts/0", noon), 3600n);
    });
  });
  test("of our own root follows no link and takes no plain device for a terminal's name", () => {
    const own = new Root("/");
    for (const name of ["../etc/passwd", "fd/0", "stdin", "shm", "/dev/null", "pts/../null"]) {
      assert.is(idleSeconds(own, name, noon), undefined, name);
    }
  });
  test("of a real terminal is small after somebody typed", async () => {
    const script = requireProgram("script", "idle time of a real terminal");
    if (script === undefined || process.platform !== "linux") return;
    const child = spawn(script, ["-qfc", "tty; cat", "/dev/null"], { stdio: ["pipe", "pipe", "ignore"] });
    try {
      let said = "";
      for await (const chunk of child.stdout) {
        said += String(chunk);
        if (said.includes("\n")) break;
      }
      const line = /^\/dev\/(\S+)/.exec(said)?.[1] ?? "";
      if (!line.startsWith("pts/")) return missing("a pseudo terminal", "idle time of a real terminal");
      child.stdin.write("typed\n");
      const now = BigInt(Math.ceil(statSync(`/dev/${line}`).atimeMs)) * 1000n;
      const idle = idleSeconds(new Root("/"), line, now + 42n * second) ?? -1n;
      // The kernel may note what was typed meanwhile, in steps of eight seconds.
      assert.ok(idle >= 33n && idle <= 42n, `${idle} s`);
    } finally {
      child.kill("SIGKILL");
      await once(child, "close");
    }
  });
});
