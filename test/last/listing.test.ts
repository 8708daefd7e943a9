import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as assert from "uvu/assert";
import { program, whoflux } from "../kit/cli.ts";
import { compareGolden } from "../kit/golden.ts";
import { describe } from "../kit/suite.ts";
import { type WriterRecord, writeRecords } from "../kit/utmp-writer.ts";
import { listed } from "./listed.ts";

const folder = mkdtempSync(join(tmpdir(), "whoflux-listing-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const fixture = (path: string): string => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));
const everything = ["-x", "-w", "-F"];

/** A file of its own with these bytes. */
function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const wtmp = readFileSync(fixture("linux/amd64.wtmp"));
const listing = (await listed({ files: [file("whole.wtmp", wtmp)], options: everything })).replace(
  "whole.wtmp",
  "NAME",
);

describe("--format last, where the real last is wrong", (test) => {
  test("a partial record at the end moves nothing", async () => {
    const said: string[] = [];
    const path = file("tail.wtmp", Buffer.concat([wtmp, wtmp.subarray(0, 256)]));
    assert.is((await listed({ files: [path], options: everything }, said)).replace("tail.wtmp", "NAME"), listing);
    assert.is(said.length, 1);
  });

  test("a compressed file is listed as what it holds", async () => {
    const path = file("packed.wtmp.gz", gzipSync(wtmp));
    assert.is((await listed({ files: [path], options: everything })).replace("packed.wtmp.gz", "NAME"), listing);
  });

  test("every layout and byte order of Linux gives one listing", async () => {
    const names = readdirSync(fixture("linux")).filter((name) => name.endsWith(".wtmp") && !name.includes("mixed"));
    assert.ok(names.length > 15);
    for (const name of names) {
      const text = await listed({ files: [fixture(`linux/${name}`)], options: everything });
      assert.is(text.replace(name, "NAME"), listing, name);
    }
  });

  test("rotated files are one log: what began in one may end in the next", async () => {
    const records = wtmp.length / 384;
    const parts = [0, Math.floor(records / 3), Math.floor((2 * records) / 3), records].map((index) => index * 384);
    const names = ["cut.2.gz", "cut.1", "cut"];
    const files = names.map((name, index) => {
      const part = wtmp.subarray(parts[index], parts[index + 1]);
      return file(name, name.endsWith(".gz") ? gzipSync(part) : part);
    });
    const text = await listed({ files: [...files].reverse(), options: [...everything, "--layout", "linux-384-le"] });
    assert.is(text.replace("cut begins", "NAME begins"), listing);
  });

  test("no name moves the cursor or makes a line", () => {
    const rows = listing.split("\n");
    assert.match(listing, /^[\x20-\x7e\x80-\xff\n]*$/);
    assert.ok(rows.includes(rows.find((row) => row.startsWith("eve\\x1b[2J\\x0a")) ?? ""));
    assert.ok(
      rows.slice(0, -3).every((row) => / (?:still|gone|- |\d{4}$)/.test(row)),
      listing,
    );
  });
});

describe("--format last for other systems", (test) => {
  for (const [name, path] of [
    ["freebsd-utx-log", "freebsd/utx.log"],
    ["macos-utmpx", "macos/utmpx"],
    ["netbsd-wtmpx", "netbsd/wtmpx-amd64"],
    ["openbsd-wtmp", "openbsd/wtmp"],
    ["solaris-wtmpx", "solaris/wtmpx-sparc"],
    ["wtmpdb", "wtmpdb/wtmp.db"],
    ["sample", "hosts/sample/var/log/wtmp"],
  ] as const) {
    test(`fixtures/${path} is listed as in golden/last/${name}.txt`, async () => {
      compareGolden(`last/${name}.txt`, await listed({ files: [fixture(path)], options: everything }));
    });
  }

  test("files that are no history are named, and give no line", async () => {
    const said: string[] = [];
    const files = [fixture("linux/amd64.lastlog"), fixture("linux/amd64.faillog")];
    assert.is(await listed({ files }, said), "");
    assert.equal(said, [
      `${files[0]}: no history of logins but last logins`,
      `${files[1]}: no history of logins but counts of failed logins`,
    ]);
  });
});

const day = (hours: number): number => 1_700_000_000_000_000 + hours * 3_600_000_000;
const history: readonly WriterRecord[] = [
  { type: "BOOT_TIME", line: "~", id: "~~", user: "reboot", time: day(0) },
  { type: "USER_PROCESS", line: "pts/0", user: "alice", host: "192.0.2.1", time: day(1) },
  { type: "USER_PROCESS", line: "pts/1", user: "bob", host: "192.0.2.2", time: day(2) },
  { type: "DEAD_PROCESS", line: "pts/0", time: day(3) },
  { type: "DEAD_PROCESS", line: "pts/1", time: day(4) },
  { type: "USER_PROCESS", line: "pts/0", user: "carol", host: "192.0.2.3", time: day(5) },
];

describe("whoflux read --format last", (test) => {
  const path = file("some.wtmp", writeRecords("linux-384-le", history));
  const run = (...args: string[]) =>
    whoflux(["read", "--format", "last", ...args, path], { env: { TZ: "UTC" } }).stdout.replace(/\n\n.*/s, "");

  test("shows local time, the latest login first", () => {
    const { stdout, stderr, status } = whoflux(["read", path, "--format", "last"], { env: { TZ: "Asia/Kathmandu" } });
    assert.is(stderr, "");
    assert.is(status, 0);
    assert.is(
      stdout,
      `carol    pts/0        192.0.2.3        Wed Nov 15 08:58   still logged in
bob      pts/1        192.0.2.2        Wed Nov 15 05:58 - 07:58  (02:00)
alice    pts/0        192.0.2.1        Wed Nov 15 04:58 - 06:58  (02:00)
reboot   system boot                   Wed Nov 15 03:58   still running

some.wtmp begins Wed Nov 15 03:58:20 2023
`,
    );
  });

  test("selects what is listed, not the records that end it", () => {
    const bob = "bob      pts/1        192.0.2.2        Wed Nov 15 00:13 - 02:13  (02:00)";
    assert.is(run("--user", "bob"), bob);
    assert.is(run("--from", "192.0.2.2"), bob);
    assert.is(run("--line", "pts/1"), bob);
    const alice = "alice    pts/0        192.0.2.1        Tue Nov 14 23:13 - 01:13  (02:00)";
    assert.is(run("--user", "!reboot", "--until", "2023-11-15T00:30Z"), `${bob}\n${alice}`);
    assert.is(run("--user", "!carol", "--since", "2023-11-15T01:30Z", "--line", "pts/*"), bob);
  });

  test("ends quietly when its reader has seen enough", () => {
    const big = file("big.wtmp", writeRecords("linux-384-le", Array.from({ length: 9000 }, () => history).flat()));
    const { status, stdout, stderr } = whoflux(["read", "--format", "last", big, fixture("linux/amd64.wtmp")], {
      env: { TZ: "UTC" },
    });
    assert.is(status, 0, stderr);
    assert.is(stdout.split("\n").filter((row) => row.startsWith("bob ") && row.endsWith("(02:00)")).length, 9000);
    const shell = whofluxIntoHead([program, "read", "--format", "last", big, path]);
    assert.equal(shell, { status: 0, stderr: "" });
  });

  test("says so when there is no place for what memory does not hold", () => {
    const long = { type: "USER_PROCESS", line: "pts/0", user: "u", host: "h".repeat(256), time: day(0) } as const;
    const big = file(
      "long.wtmp",
      writeRecords(
        "linux-384-le",
        Array.from({ length: 15_000 }, () => long),
      ),
    );
    const TMPDIR = join(folder, "nowhere");
    const { status, stdout, stderr } = whoflux(["read", "--format", "last", big], { env: { TMPDIR } });
    assert.is(status, 1);
    assert.is(stdout, "");
    assert.match(stderr, /nowhere: cannot make a private file \(ENOENT\); set TMPDIR to a directory/);
  });

  for (const [args, sentence] of [
    [["-x"], /`--system` is for one format/],
    [["--format", "jsonl", "--time-format", "iso"], /`--time-format` is for one format/],
    [["--format", "last", "-F", "--time-format", "iso"], /`--full-times` and `--time-format` exclude each other/],
    [["--format", "last", "--time-format", "long"], /expected notime, short, full, iso.*found long/],
    [["--format", "last", "--as", "sessions"], /`--format last` goes without `--as`/],
    [["--format", "last", "--type", "USER_PROCESS"], /`--format last` goes without `--type`/],
  ] as const) {
    test(`is told what is wrong with ${args.join(" ")}`, () => {
      const { status, stdout, stderr } = whoflux(["read", ...args, path]);
      assert.is(status, 2);
      assert.is(stdout, "");
      assert.match(stderr, sentence);
    });
  }
});

function whofluxIntoHead(line: readonly string[]): { status: number | null; stderr: string } {
  const script = 'set -o pipefail; "$0" "$@" | head -1 >/dev/null';
  const { status, stderr } = spawnSync("bash", ["-c", script, process.execPath, ...line], { encoding: "utf8" });
  return { status, stderr };
}
