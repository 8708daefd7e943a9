import { chmodSync, chownSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { Doorman, ownershipOf } from "../../src/doctor/access.ts";
import { customOf } from "../../src/doctor/custom.ts";
import { Names } from "../../src/doctor/names.ts";
import { parseOsRelease } from "../../src/doctor/os-release.ts";
import { Root } from "../../src/sources/rooted.ts";
import { inFolder } from "../kit/databases.ts";
import { missing } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";

const own = new Root("/");
const names = new Names(own);
const classic = customOf(parseOsRelease(Buffer.from("ID=debian\nVERSION_ID=12\n")));
/** `daemon` and `nobody` have these numbers on every Linux. */
const DAEMON = 1;
const NOBODY = 65534;

/** What a reader is told of a file with this mode and group, as problem and cure. */
function barrier(mode: number, gid: number, reader: { uid: number; groups: number[] }): readonly string[] {
  return inFolder((folder) => {
    const path = join(folder, "btmp");
    writeFileSync(path, "");
    chownSync(path, 0, gid);
    chmodSync(path, mode);
    const { problem, cure } = new Doorman(own, reader, names, classic).barrier(path);
    return [problem, cure];
  });
}

describe("a file that is closed", (test) => {
  if (process.getuid?.() !== 0 || process.platform !== "linux") {
    missing("root on Linux", "which group opens a closed file");
    test.skip("the group that opens it is named");
    return;
  }
  const stranger = { uid: NOBODY, groups: [NOBODY] };

  test("the group that may read it is named, with the command that joins it", () => {
    assert.equal(barrier(0o640, DAEMON, stranger), [
      "may not be read: mode 0640, root:daemon",
      "usermod -aG daemon nobody and log in again, or run as root",
    ]);
  });

  test("a group that also writes it says so: joining it lets a user change the evidence", () => {
    assert.match(
      barrier(0o660, DAEMON, stranger)[1] ?? "",
      /daemon nobody \(which lets nobody write it, too\) and log in/,
    );
  });

  test("where no group but root's may read it, only root can", () => {
    assert.is(barrier(0o600, DAEMON, stranger)[1], "run as root");
    assert.is(barrier(0o640, 0, stranger)[1], "run as root");
  });

  test("where the mode would let the reader in, something else is in the way, and is named", () => {
    assert.match(
      barrier(0o640, DAEMON, { uid: NOBODY, groups: [NOBODY, DAEMON] })[1] ?? "",
      /ACL or a security module/,
    );
    assert.match(barrier(0o640, DAEMON, { uid: 0, groups: [0] })[1] ?? "", /root itself is refused/);
  });

  test("a user who became a member only now is told to log in again", () =>
    inFolder((folder) => {
      mkdirSync(join(folder, "etc"));
      writeFileSync(join(folder, "etc/passwd"), `alice:x:${NOBODY}:${NOBODY}::/:/bin/sh\n`);
      writeFileSync(join(folder, "etc/group"), `adm:x:${DAEMON}:bob,alice\n`);
      const path = join(folder, "btmp");
      writeFileSync(path, "");
      chownSync(path, 0, DAEMON);
      chmodSync(path, 0o640);
      const { cure } = new Doorman(own, stranger, new Names(new Root(folder)), classic).barrier(path);
      assert.is(cure, "log in again: alice is in group adm, but was not at this login");
    }));

  test("below another root no group of ours helps, and names are those of that root", () =>
    inFolder((folder) => {
      mkdirSync(join(folder, "etc"));
      writeFileSync(join(folder, "etc/group"), "$(reboot)\x1b[2J:x:1:nobody\n");
      const path = join(folder, "btmp");
      writeFileSync(path, "");
      chownSync(path, 7, DAEMON);
      chmodSync(path, 0o640);
      const root = new Root(folder);
      assert.equal(new Doorman(root, stranger, new Names(root), classic).barrier("/btmp"), {
        problem: "may not be read: mode 0640, 7:$(reboot)\\x1b[2J",
        cure: "run as root",
      });
    }));

  test("a directory that may not be entered hides whose a file in it is", () => {
    const door = new Doorman(own, stranger, names, classic);
    assert.equal(door.barrier("/nowhere/at/all"), {
      problem: "is in a directory that may not be entered",
      cure: "run as root",
    });
  });

  test("ownership has four octal digits, and numbers where nobody knows a name", () =>
    inFolder((folder) => {
      chownSync(folder, 4_000_000_001, 4_000_000_002);
      chmodSync(folder, 0o2750);
      assert.equal(ownershipOf(statSync(folder, { bigint: true }), names), {
        mode: "2750",
        owner: "4000000001",
        group: "4000000002",
      });
    }));
});

describe("names of users and groups", (test) => {
  test("who is listed in a group is a member of it, letter by letter", () =>
    inFolder((folder) => {
      mkdirSync(join(folder, "etc"));
      writeFileSync(join(folder, "etc/group"), "utmp:x:43:telegraf,alice\nadm:x:4:\nbroken\n");
      const group = new Names(new Root(folder));
      assert.ok(group.isMember("alice", 43));
      assert.not(group.isMember("ali", 43));
      assert.not(group.isMember("alice", 4));
      assert.not(group.isMember("alice", 5));
    }));
});
