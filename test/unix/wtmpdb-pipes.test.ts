import { spawnSync } from "node:child_process";
import { closeSync, copyFileSync, fstatSync, readSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { spoolDatabase } from "../../src/unix/sqlite/spool.ts";
import { fixture, inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";

const program = new URL("./read-program.ts", import.meta.url).pathname;

/** What processes of their own read, started as a shell would: a line for each file. */
function inShell(script: string): string[] {
  const run = `"${process.execPath}" --import "${import.meta.resolve("tsx")}" "${program}"`;
  const { stdout, stderr, status } = spawnSync("bash", ["-c", script.replaceAll("READ", run)], { encoding: "utf8" });
  assert.is(status, 0, stderr);
  return stdout.trim().split("\n");
}

describe("databases that come through pipes", (test) => {
  if (process.platform === "win32") return test.skip("are another matter on Windows");

  test("are read under every name that a pipe has, and from a FIFO", () => {
    inFolder((folder) => {
      const answers = inShell(`cd "${folder}"; cp "${fixture("wtmpdb/wtmp.db")}" db
        READ db; cat db | READ -; READ - < db; cat db | READ /dev/stdin; READ /dev/stdin < db
        READ <(cat db); READ /dev/fd/3 3< db; mkfifo pipe; cat db > pipe & READ pipe`);
      assert.match(answers[0] ?? "", /alice/);
      assert.equal(answers, new Array(8).fill(answers[0]));
    });
  });

  test("are no other when a file is called stdin: its log is honoured", () => {
    inFolder((folder) => {
      for (const side of ["", "-wal"]) copyFileSync(fixture(`wtmpdb/wal.db${side}`), join(folder, `stdin${side}`));
      const [named, elsewhere] = inShell(`cd "${folder}"; READ stdin; READ "${fixture("wtmpdb/wal.db")}"`);
      assert.is(named, elsewhere);
      rmSync(join(folder, "stdin-wal"));
      assert.is.not(inShell(`cd "${folder}"; READ stdin`)[0], named);
    });
  });
});

describe("the private copy of a database", (test) => {
  test("has every byte in its place when the source jumps over holes, up to the length of the file", async () => {
    const pieces = [
      [0, "first"],
      [100_000, "second"],
      [100_006, "third"],
    ] as const;
    let next = 0;
    const input = await spoolDatabase({
      path: "stdin",
      get offset() {
        return pieces[next]?.[0] ?? 250_000;
      },
      read: (target) => {
        const piece = Buffer.from(pieces[next]?.[1] ?? "");
        target.set(piece);
        next += 1;
        return piece.length;
      },
    });
    assert.ok("fd" in input);
    const copy = Buffer.alloc(fstatSync(input.fd).size);
    readSync(input.fd, copy, 0, copy.length, 0);
    closeSync(input.fd);
    assert.is(copy.length, 250_000);
    for (const [at, text] of pieces) assert.is(copy.toString("latin1", at, at + text.length), text);
    assert.is(copy.filter((byte) => byte !== 0).length, "firstsecondthird".length);
  });
});
