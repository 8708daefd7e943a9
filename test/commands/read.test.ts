import { linkSync, readFileSync, statSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as assert from "uvu/assert";
import { whoflux } from "../kit/cli.ts";
import { describe } from "../kit/suite.ts";
import { concatBytes, writeRecords } from "../kit/utmp-writer.ts";
import { file, folder, logins, pids, range, wtmp } from "./login-files.ts";

describe("whoflux read: which files, in which order", (test) => {
  test("rotated files are one history, oldest first", () => {
    file("wtmp.2.gz", gzipSync(wtmp(2, 0)));
    file("wtmp.1", wtmp(2, 2));
    file("wtmp", wtmp(2, 4));
    assert.equal(pids(whoflux(["read", join(folder, "wtmp*")]).stdout), range(0, 6));
  });

  test("a file given by several names is read once", () => {
    const path = file("named", wtmp(2));
    linkSync(path, join(folder, "hard"));
    symlinkSync(path, join(folder, "soft"));
    const run = whoflux(["read", path, join(folder, "hard"), join(folder, "soft"), path]);
    assert.equal(pids(run.stdout), [0, 1]);
    assert.is(run.status, 0);
    assert.is(run.stderr.match(/read once/g)?.length, 3);
  });

  test("evidence is left as it was: contents, times, and no file beside it", () => {
    const path = file("evidence", wtmp(2));
    utimesSync(path, 1_600_000_000, 1_600_000_000);
    const before = statSync(path, { bigint: true });
    assert.is(whoflux(["read", path]).status, 0);
    const after = statSync(path, { bigint: true });
    assert.equal([after.mtimeNs, after.ctimeNs, after.size], [before.mtimeNs, before.ctimeNs, before.size]);
    assert.equal(readFileSync(path), Buffer.from(wtmp(2)));
    if (process.getuid?.() === 0 && process.platform === "linux") assert.is(after.atimeNs, before.atimeNs);
  });

  test("the same bytes give the same output in any zone, language and place", () => {
    const sample = fileURLToPath(new URL("../../fixtures/linux/s390x.wtmp", import.meta.url));
    for (const format of ["line-protocol", "jsonl", "csv", "table", "utmpdump"]) {
      const plain = whoflux(["read", "-f", format, sample]).stdout;
      const abroad = whoflux(["read", "-f", format, sample], {
        env: { TZ: "Asia/Kolkata", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", COLUMNS: "40" },
        cwd: folder,
      });
      assert.is(abroad.stdout, plain, format);
      assert.ok(plain.length > 1000);
    }
  });
});

describe("whoflux read: what it shows", (test) => {
  const path = file(
    "shown",
    concatBytes([wtmp(4), writeRecords("linux-384-le", [{ ...logins(1, 9)[0], user: "bob", type: "DEAD_PROCESS" }])]),
  );

  test("selection keeps what all options agree on", () => {
    assert.equal(pids(whoflux(["read", path, "--user", "b*"]).stdout), [9]);
    assert.equal(
      pids(whoflux(["read", path, "--type", "user_process", "--until", "2026-01-01T00:00:01Z"]).stdout),
      [0, 1],
    );
    assert.equal(pids(whoflux(["read", path, "--from", "192.0.2.0/24", "--since", "@1767225602"]).stdout), [2, 3, 9]);
    assert.equal(pids(whoflux(["read", path, "--line", "!pts/*"]).stdout), []);
  });

  test("--host names the computer in every row and format", () => {
    for (const format of ["line-protocol", "jsonl", "csv"]) {
      const lines = whoflux(["read", "-f", format, "--host", "web1", path]).stdout.split("\n").slice(0, -1);
      assert.is(lines.filter((line) => line.includes("web1")).length, 5, format);
    }
  });

  test("--layout reads every stride, with or without the byte order in its name", () => {
    assert.equal(pids(whoflux(["read", "--layout", "linux-384", path]).stdout), [0, 1, 2, 3, 9]);
    const zeros = whoflux([
      "read",
      "--layout",
      "linux-384-be",
      "-f",
      "csv",
      file("zero-slots", new Uint8Array(384 * 3)),
    ]);
    assert.is(zeros.status, 0);
    assert.is(zeros.stdout.split("\n").filter((line) => line.includes("EMPTY")).length, 3);
  });

  test("line protocol leaves out blank records and says how many", () => {
    const run = whoflux([
      "read",
      "-f",
      "line-protocol",
      file("blank", concatBytes([wtmp(2), new Uint8Array(384 * 3), wtmp(2, 2)])),
    ]);
    assert.is(run.stdout.split("\n").length, 5);
    assert.match(run.stderr, /3 blank records left out/);
    assert.is(run.status, 0);
  });

  test("--explain shows the verdict and the candidates instead of records", () => {
    const run = whoflux(["read", "--explain", path]);
    assert.match(run.stdout, /shown: linux-384-le, confidence \d+% \(all 1920 bytes, plain\)\n +layout +score/);
    assert.is(run.status, 0);
  });

  test("--help and --version print to stdout", () => {
    assert.match(whoflux(["read", "--help"]).stdout, /^usage: whoflux read/);
    assert.match(whoflux(["--help"]).stdout, /^usage: whoflux COMMAND/);
    assert.match(whoflux(["--version"]).stdout, /^\d+\.\d+\.\d+\n$/);
  });
});
