import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { whoflux } from "../../kit/cli.ts";
import { describe } from "../../kit/suite.ts";
import { document, morning, withFiles } from "./scene.ts";

const wtmp = fileURLToPath(new URL("../../../fixtures/hosts/sample/var/log/wtmp", import.meta.url));
const whole = document(morning);

interface Said {
  readonly status: number | null;
  readonly rows: number;
  readonly stderr: string;
}

/** Runs `read` in a folder of files; names of them stand in `args` as they are. */
function said(files: Readonly<Record<string, string>>, args: readonly string[]): Promise<Said> {
  return withFiles(files, (folder) => {
    const { status, stdout, stderr } = whoflux(["read", ...args], { cwd: folder });
    return { status, rows: stdout.split("\n").length - 1, stderr };
  });
}

const files = { "Security.xml": whole };

describe("read of Windows events: usage", (test) => {
  const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["events as records", ["--as", "records"], /become events or sessions \(found --as records\); leave out `--as`/],
    ["events as a summary", ["--as", "summary"], /become events or sessions \(found --as summary\)/],
    ["a format of Unix", ["-f", "last"], /`--format last` is for login files of Unix; `--format table`/],
    ["another format of Unix", ["-f", "utmpdump"], /`--format utmpdump` is for login files of Unix/],
    ["a format that is none", ["-f", "evtx"], /names no format \(expected .*car-legacy or ossem, found evtx\)/],
    ["record types", ["--type", "7"], /`--type` is for login files of Unix/],
    ["layouts explained", ["--explain"], /`--explain` is for login files of Unix/],
    ["the top of a summary", ["--top", "3"], /`--top` is for login files of Unix/],
    ["an option of `last`", ["--full-times"], /`--full-times` is for one format; add `--format last`/],
    ["sessions of CAR", ["-f", "car", "--as", "sessions"], /`--format car` shows events only; leave out `--as`/],
    ["people of OSSEM", ["-f", "ossem", "--people"], /`--format ossem` goes without `--people`/],
    ["users of OSSEM", ["-f", "ossem", "--user", "x"], /`--format ossem` goes without `--user`/],
    ["a PowerShell without a path", ["--powershell", "pwsh"], /not looked for on PATH .*found pwsh/],
    ["login files of Unix beside them", [wtmp], /are not read together \(found Security\.xml, .*wtmp\); read them one/],
  ];
  for (const [name, args, message] of wrong) {
    test(`${name}: exit 2, one line, nothing done`, async () => {
      const { status, rows, stderr } = await said(files, ["Security.xml", ...args]);
      assert.equal([status, rows], [2, 0], stderr);
      assert.match(stderr, message);
      assert.is(stderr.split("\n").length, 2);
    });
  }

  test("options of Windows events are none of login files", () => {
    for (const args of [["--people"], ["--powershell", "/bin/pwsh"]]) {
      const { status, stderr } = whoflux(["read", ...args, wtmp]);
      assert.is(status, 2);
      assert.match(stderr, /is for files of Windows events; leave out/);
    }
  });
});

describe("read of Windows events: what cannot be read", (test) => {
  test("another text under such a name: exit 1 and how events are exported", async () => {
    const { status, rows, stderr } = await said({ "a.xml": "hello\n" }, ["a.xml"]);
    assert.equal([status, rows], [1, 0]);
    assert.match(stderr, /a\.xml: holds no events of Windows .*wevtutil/);
  });

  test("a login file of Unix said to hold events: exit 1", () => {
    const { status, stdout, stderr } = whoflux(["read", "--layout", "windows-events", wtmp]);
    assert.equal([status, stdout], [1, ""]);
    assert.match(stderr, /wtmp: holds no events of Windows/);
  });

  test("an empty file: a notice, and nothing lost", async () => {
    const { status, rows, stderr } = await said({ "a.xml": "" }, ["a.xml"]);
    assert.equal([status, rows, stderr], [0, 0, "whoflux: a.xml: empty file, no events\n"]);
  });

  test("a directory, and a file that is not there: exit 1, the others are read", async () => {
    await withFiles(files, (folder) => {
      mkdirSync(`${folder}/b.xml`);
      const { status, stdout, stderr } = whoflux(["read", "b.xml", "c.xml", "Security.xml"], { cwd: folder });
      assert.equal([status, stdout.split("\n").length - 1], [1, 10]);
      assert.match(stderr, /b\.xml: is a directory/);
      assert.match(stderr, /c\.xml: no such file/);
    });
  });

  test("a file that is cut: what is whole is told, and where it ends", async () => {
    const cut = whole.slice(0, whole.lastIndexOf("<EventData>"));
    const { status, rows, stderr } = await said({ "a.xml": cut }, ["a.xml"]);
    assert.equal([status, rows], [1, 9]);
    assert.match(stderr, /a\.xml: offset 0x[0-9a-f]+: \d+ bytes skipped/);
    const strict = await said({ "a.xml": cut }, ["--strict", "a.xml"]);
    assert.is(strict.status, 1);
    assert.is(strict.stderr.split("\n").length, 2);
  });

  test("an .evtx file where there is no Windows: exit 1 and how to export it", async () => {
    if (process.platform === "win32") return;
    const { status, rows, stderr } = await said({ "a.evtx": "ElfFile\0" }, ["a.evtx"]);
    assert.equal([status, rows], [1, 0]);
    assert.match(stderr, /a\.evtx: is an \.evtx file, which Windows alone reads; .*--powershell/);
  });

  test("a pipe of XML that is not said to hold events: exit 1 and how to say it", () => {
    const { status, stdout, stderr } = whoflux(["read", "-"], { input: whole });
    assert.equal([status, stdout], [1, ""]);
    assert.match(stderr, /stdin: no login records found \(found XML\); `--layout windows-events` reads events/);
  });
});
