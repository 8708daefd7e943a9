import {
  chmodSync,
  linkSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as assert from "uvu/assert";
import { whoflux, whofluxWhile } from "../kit/cli.ts";
import { missing } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { concatBytes, type WriterRecord, writeRecords } from "../kit/utmp-writer.ts";

const START = 1_767_225_600_000_000;
const folder = mkdtempSync(join(tmpdir(), "whoflux-test-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

function logins(count: number, from = 0): WriterRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    type: "USER_PROCESS",
    pid: from + index,
    line: "pts/0",
    id: "ts/0",
    user: "alice",
    host: "192.0.2.7",
    addr: "192.0.2.7",
    time: START + (from + index) * 1_000_000,
  }));
}

const wtmp = (count: number, from = 0): Uint8Array => writeRecords("linux-384-le", logins(count, from));

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const pids = (stdout: string): number[] =>
  stdout.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line).pid]));
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

describe("whoflux read: exit codes and messages", (test) => {
  const good = file("good", wtmp(3));

  const whole: readonly (readonly [string, Uint8Array, number, RegExp])[] = [
    ["empty", new Uint8Array(), 0, /empty: empty file, no records$/],
    ["zeros", new Uint8Array(4000), 1, /zeros: nothing but zero bytes \(found 4000 bytes\); .*--layout NAME/],
    [
      "erased",
      new Uint8Array(4000).fill(255),
      1,
      /erased: nothing but 0xff bytes \(found 4000 bytes\); .*another copy/,
    ],
    ["one", Uint8Array.of(7), 1, /one: too short for any record \(expected 3 bytes or more, found 1 byte\)$/],
    [
      "prose",
      Buffer.from("no login file at all\n".repeat(50)),
      1,
      /prose: no login records found \(expected .*\); .*--explain/,
    ],
  ];
  for (const [name, bytes, status, message] of whole) {
    test(`${name}: says on one line what the file is, exits ${status} and prints no record`, () => {
      const run = whoflux(["read", file(name, bytes)]);
      assert.is(run.status, status);
      assert.is(run.stdout, "");
      assert.match(run.stderr.trimEnd(), message);
      assert.is(run.stderr.split("\n").length, 2);
    });
  }

  const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["no file", ["read"], /no file given/],
    ["an unknown option", ["read", "--colour", good], /unknown option '--colour'; `whoflux read --help`/],
    ["an option without its value", ["read", good, "--format"], /--format/],
    [
      "an option given twice",
      ["read", good, "-f", "csv", "-f", "json"],
      /`--format` is given 2 times \(expected once\)/,
    ],
    ["an unknown format", ["read", "-f", "xml", good], /names no format \(expected line-protocol, .*, found xml\)/],
    [
      "an unknown layout",
      ["read", "--layout", "vax", good],
      /names no layout \(expected linux-384-le, .*, found vax\)/,
    ],
    ["a time that is none", ["read", "--since", "soonish", good], /--since/],
    ["a pattern that matches nothing", ["read", join(folder, "nothing*")], /matches no file/],
    ["an unknown command", ["raed"], /no command raed \(expected read\)/],
  ];
  for (const [name, args, message] of wrong) {
    test(`${name} is wrong usage: exit 2, one line, nothing done`, () => {
      const run = whoflux(args);
      assert.is(run.status, 2);
      assert.is(run.stdout, "");
      assert.match(run.stderr, message);
      assert.is(run.stderr.split("\n").length, 2);
    });
  }

  test("a file that fails is reported and the others are read", () => {
    const run = whoflux(["read", join(folder, "absent"), good, folder]);
    assert.is(run.status, 1);
    assert.equal(pids(run.stdout), [0, 1, 2]);
    assert.match(run.stderr, /absent: /);
    assert.match(run.stderr, /is a directory/);
  });

  test("a file that may not be read says so, and how to cure it", () => {
    if (process.getuid?.() !== 0) return missing("root", "a file without permission");
    const secret = file("secret", wtmp(1));
    chmodSync(folder, 0o755);
    chmodSync(secret, 0o600);
    const run = whoflux(["read", secret], { uid: 65534 });
    assert.is(run.status, 1);
    assert.match(run.stderr, /secret: .*root/);
  });

  test("what is skipped is told with its place, and the exit code is 1", () => {
    const run = whoflux(["read", file("torn", concatBytes([wtmp(2).subarray(0, 500), wtmp(2, 5)]))]);
    assert.is(run.status, 1);
    assert.equal(pids(run.stdout), [0, 5, 6]);
    assert.match(run.stderr, /torn: offset 0x180: 116 bytes skipped: no record can be read there\n$/);
  });

  test("--strict stops at the first damage, after the records before it", () => {
    const run = whoflux(["read", "--strict", file("torn2", concatBytes([wtmp(2).subarray(0, 500), wtmp(2, 5)]))]);
    assert.is(run.status, 1);
    assert.equal(pids(run.stdout), [0]);
  });

  test("a file of a thousand wounds is summed up", () => {
    const wounds = Array.from({ length: 100 }, (_, index) => concatBytes([wtmp(2, index * 2), Uint8Array.of(1, 2, 3)]));
    const run = whoflux(["read", file("wounds", concatBytes(wounds))]);
    assert.is(pids(run.stdout).length, 200);
    assert.match(run.stderr, /and 80 more places, 240 bytes in all\n$/);
    assert.is(run.stderr.split("\n").length, 22);
  });

  test("a hostile file name cannot act on the terminal", () => {
    const run = whoflux(["read", join(folder, "no\x1b[2Jsuch\nfile")]);
    assert.match(run.stderr, /no\\x1b\[2Jsuch\\x0afile/);
    assert.is(run.stderr.split("\n").length, 2);
  });
});

describe("whoflux read: as a part of a pipe", (test) => {
  const long = file("long", wtmp(60_000));

  test("a reader that goes away is success and silence", async () => {
    const run = await whofluxWhile(["read", long], (child) =>
      child.stdout?.once("data", () => child.stdout?.destroy()),
    );
    assert.equal([run.status, run.stderr], [0, ""]);
  });

  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    test(`${signal} ends it as the shell expects (${code})`, async () => {
      const run = await whofluxWhile(["read", long], (child) => child.stdout?.once("data", () => child.kill(signal)));
      assert.is(run.signal, signal);
    });
  }

  test("standard input is a file like any other", () => {
    const run = whoflux(["read", "-"], { input: gzipSync(wtmp(5)) });
    assert.equal(pids(run.stdout), range(0, 5));
    assert.is(run.stderr, "");
  });

  test("stdout holds data only, also when nothing is left to print", () => {
    const empty = file("none", new Uint8Array());
    assert.equal(JSON.parse(whoflux(["read", "-f", "json", empty]).stdout), []);
    assert.match(whoflux(["read", "-f", "csv", empty]).stdout, /^time,type,.*\n$/);
    assert.is(whoflux(["read", "-f", "line-protocol", empty]).stdout, "");
  });
});

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
