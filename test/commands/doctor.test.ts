import { chmodSync, cpSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { whoflux } from "../kit/cli.ts";
import { diagnosisOf, doctorText, logins } from "../kit/doctor.ts";
import { compareGolden } from "../kit/golden.ts";
import { missing } from "../kit/require.ts";
import { inRoot } from "../kit/scratch-root.ts";
import { describe } from "../kit/suite.ts";
import { writeRecords } from "../kit/utmp-writer.ts";

const hosts = fileURLToPath(new URL("../../fixtures/hosts/", import.meta.url));
/** Fixture roots, and what their os-release would say; FreeBSD makes it at boot, where no image has it. */
const machines: readonly (readonly [host: string, release: string])[] = [
  ["sample", 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n'],
  ["debian13", 'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nID=debian\nVERSION_ID="13"\n'],
  ["ubuntu-25.10", 'PRETTY_NAME="Ubuntu 25.10"\nID=ubuntu\nID_LIKE=debian\nVERSION_ID="25.10"\n'],
  ["opensuse", 'PRETTY_NAME="openSUSE Tumbleweed"\nID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n'],
  ["alpine-utmps", 'PRETTY_NAME="Alpine Linux v3.22"\nID=alpine\nVERSION_ID=3.22.1\n'],
  ["freebsd", ""],
  ["everything", ""],
];

const debian13 = { "etc/os-release": 'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nID=debian\nVERSION_ID="13"\n' };

describe("whoflux doctor", (test) => {
  for (const [host, release] of machines) {
    test(`looks at the fixture root ${host} as its golden file says`, () => {
      inRoot(release === "" ? {} : { "etc/os-release": release }, (root) => {
        cpSync(hosts + host, root, { recursive: true, verbatimSymlinks: true });
        const steady = doctorText(root)
          .out.replace(/ under .*, seen by .*\n/, "\n")
          .replaceAll(/(?<=\S), \d{4} \S+:\S+$/gm, "");
        compareGolden(`doctor/${host}.txt`, steady);
      });
    });
  }

  test("ends in what can be told and from what, and exits with 0 when somebody tells who is there", () => {
    const { status, out } = doctorText(`${hosts}sample`);
    assert.is(status, 0);
    assert.match(
      out,
      /\nwho is logged in {2}yes, from utmp: 5 sessions\nlogin history {5}yes, from \/var\/log\/wtmp\n/,
    );
  });

  test("exits with 1 when nobody tells who is there, and says what would", () => {
    inRoot({ "etc/os-release": "ID=debian\nVERSION_ID=12\n", "var/log/wtmp": logins(2) }, (root) => {
      const { status, out } = doctorText(root);
      assert.is(status, 1);
      assert.match(out, /utmp +missing .*\n +cure: install -m 664 -g utmp \/dev\/null \/run\/utmp\n/);
      assert.match(out, /\nwho is logged in {2}no: utmp is missing\nlogin history {5}yes, /);
    });
  });

  test("on Debian 13 misses no utmp, but the packages and the file that are not there", () => {
    const session =
      "# This is private data. Do not parse.\nUID=1000\nUSER=alice\nSTATE=active\nCLASS=user\nTYPE=tty\nTTY=tty2\nREALTIME=1767225600000000\n";
    inRoot({ ...debian13, "run/systemd/sessions/2": session }, (root) => {
      const { live, files, status } = diagnosisOf(root);
      assert.is(status, 0);
      const { problem, cure } = live.find(({ source }) => source === "utmp") ?? {};
      assert.equal([problem, cure], ["there is no utmp, and none is needed: logind tells", undefined]);
      assert.equal(
        files.map(({ holds, path, status: how, cure }) => [holds, path, how, cure]),
        [
          ["history", "/var/lib/wtmpdb/wtmp.db", "missing", "apt install wtmpdb libpam-wtmpdb"],
          ["failed", "/var/log/btmp", "missing", "install -m 660 -g utmp /dev/null /var/log/btmp"],
          ["last_login", "/var/lib/lastlog/lastlog2.db", "missing", "apt install lastlog2 libpam-lastlog2"],
        ],
      );
    });
  });

  test("an old wtmp does not hide that Debian 13 writes its history elsewhere", () => {
    inRoot({ ...debian13, "var/log/wtmp": logins(2) }, (root) => {
      const statuses = diagnosisOf(root)
        .files.filter(({ holds }) => holds === "history")
        .map(({ path, status }) => `${path} ${status}`);
      assert.equal(statuses, ["/var/log/wtmp ok", "/var/lib/wtmpdb/wtmp.db missing"]);
    });
  });

  test("of a system that it does not know, any history will do", () => {
    inRoot({ "etc/os-release": "ID=novelty\n", "var/adm/wtmpx": writeRecords("solaris-372-be", []) }, (root) => {
      const { files, verdicts } = diagnosisOf(root);
      assert.equal(
        files.filter(({ holds }) => holds === "history").map(({ path, status }) => [path, status]),
        [["/var/adm/wtmpx", "empty"]],
      );
      assert.equal(verdicts[1], { what: "history", can: true, from: ["/var/adm/wtmpx"] });
    });
  });

  test("what this user may not read is told with its owner, and the rest is still read", () => {
    if (process.getuid?.() !== 0) return missing("root", "a doctor without permission");
    inRoot({ "var/log/wtmp": logins(1), "var/log/btmp": logins(1), "var/lib/lastlog/lastlog2.db": "" }, (root) => {
      chmodSync(root, 0o755);
      chmodSync(`${root}/var/log/btmp`, 0o600);
      chmodSync(`${root}/var/lib/lastlog`, 0o700);
      const { files, reader, verdicts } = diagnosisOf(root, { uid: 65534 });
      assert.is(reader.uid, 65534);
      const told = files.map(({ path, status, problem, cure }) => [path, status, problem, cure]);
      assert.equal(told, [
        ["/var/log/wtmp", "ok", undefined, undefined],
        ["/var/log/btmp", "unreadable", "may not be read: mode 0600, 0:0", "run as root"],
        ["/var/lib/lastlog/lastlog2.db", "unreadable", "is in a directory that may not be entered", "run as root"],
      ]);
      assert.equal(verdicts[2], { what: "failed", can: false, from: [], why: "/var/log/btmp is unreadable" });
    });
  });

  test("an empty file tells that nothing happened only where no other file should have told", () => {
    const answers = (files: Readonly<Record<string, string>>): string =>
      inRoot(
        files,
        (root) => /\nfailed logins +(.*)\n(?!.*\nfailed logins)/s.exec(doctorText(root).out)?.[1]?.split("\n")[0] ?? "",
      );
    assert.is(answers({ "var/log/btmp": "" }), "yes, from /var/log/btmp (empty)");
    assert.is(answers({ "var/log/btmp": "x".repeat(999), "var/log/faillog": "" }), "no: /var/log/btmp is foreign");
    assert.is(answers({}), "no: nothing is kept here");
    assert.is(answers({ ...debian13, "var/log/faillog": "" }), "no: /var/log/btmp is missing");
    assert.is(answers({ "etc/os-release": "ID=freebsd\n" }), "no: this system does not keep it");
  });

  test("nothing that a root holds acts on a terminal or breaks the JSON", () => {
    const nasty = '\x1b]0;x\x07"\\\u202e\u0085';
    const files = {
      "etc/os-release": `ID=debian\nVERSION_ID="$(reboot)"\nPRETTY_NAME="${nasty}"\nID_LIKE="${nasty}"\n`,
      "etc/passwd": `${nasty}:x:0:0::/:/bin/sh\n`,
      "etc/group": `${nasty}:x:0:\n`,
      "var/log/wtmp": logins(1),
      [`var/log/wtmp.1${nasty}`]: "x",
    };
    inRoot(files, (root) => {
      const { out } = doctorText(root);
      assert.match(out, /^\\x1b\]0;x\\x07"\\x5c\\u\{202e\}\\u\{85\} under /);
      assert.match(out, /^[\n\x20-\x7e]+$/);
      assert.is(diagnosisOf(root).files[0]?.owner, '\\x1b]0;x\\x07"\\x5c\\u{202e}\\u{85}');
    });
  });

  test("--source asks only those sources", () => {
    inRoot({ "run/utmp": logins(1) }, (root) => {
      const out = doctorText(root, "--source", "wtmpdb,utmp").out;
      assert.match(out, /^ {2}utmp +ok/m);
      assert.not.match(out, /^ {2}logind/m);
    });
  });

  const wrong: readonly (readonly [args: readonly string[], complaint: RegExp])[] = [
    [["wtmp"], /`doctor` takes no file \(found wtmp\)/],
    [["--format", "yaml"], /names no format \(expected text or json, found yaml\)/],
    [["--source", "utmp,who"], /names no source \(expected utmp, .*found who\)/],
    [["--root", "/no/such/directory"], /`--root` is no directory/],
    [["--root", "/dev/null/x"], /`--root` is no directory/],
    [["--root", ""], /`--root` is no directory/],
  ];
  for (const [args, complaint] of wrong) {
    test(`wrong usage: ${args.join(" ") || "nothing"}`, () => {
      const { status, stdout, stderr } = whoflux(["doctor", ...args]);
      assert.equal([status, stdout], [2, ""]);
      assert.match(stderr, complaint);
    });
  }
});
