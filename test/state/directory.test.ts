import { chmodSync, chownSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { type Home, openStateDirectory, stateDirectory } from "../../src/state/directory.ts";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";

const user: Home = { environment: {}, platform: "unix", uid: 1000, root: "/" };
const uid = process.geteuid?.();

describe("the state directory", (test) => {
  test("is what was named, else systemd's, else the machine's for root and the user's own for others", () => {
    const environment = { STATE_DIRECTORY: "/var/lib/one:/var/lib/two", XDG_STATE_HOME: "/home/alice/state" };
    assert.is(stateDirectory("/srv/state", { ...user, environment }), "/srv/state");
    assert.is(stateDirectory(undefined, { ...user, environment }), "/var/lib/one");
    assert.is(stateDirectory(undefined, { ...user, uid: 0 }), "/var/lib/whoflux");
    const xdg = { XDG_STATE_HOME: "/home/alice/state" };
    assert.is(stateDirectory(undefined, { ...user, environment: xdg }), "/home/alice/state/whoflux");
    assert.is(stateDirectory(undefined, { ...user, environment: xdg, uid: 0 }), "/var/lib/whoflux");
    const home = join(homedir(), ".local", "state", "whoflux");
    assert.is(stateDirectory(undefined, user), home);
    const relative = { STATE_DIRECTORY: "one", XDG_STATE_HOME: "two" };
    assert.is(stateDirectory(undefined, { ...user, environment: relative }), home);
  });

  test("is another one for every other root, unless it was named", () => {
    const places = ["/", "/mnt/a", "/mnt/b"].map((root) => stateDirectory(undefined, { ...user, uid: 0, root }));
    assert.is(new Set(places).size, 3);
    assert.match(places[1] ?? "", /^\/var\/lib\/whoflux\/roots\/[0-9a-f]{16}$/);
    assert.is(stateDirectory(undefined, { ...user, uid: 0, root: "/mnt/a/" }), places[1]);
    assert.is(stateDirectory("/srv", { ...user, root: "/mnt/a" }), "/srv");
  });

  test("is made for its owner only, with what leads to it", () =>
    inFolder((folder) => {
      const path = join(folder, "a", "b");
      openStateDirectory(path, uid);
      openStateDirectory(path, uid);
      assert.is(statSync(path).mode & 0o777, 0o700);
      assert.is(statSync(join(folder, "a")).mode & 0o777, 0o700);
    }));

  test("that is no directory, or that others can write to or own, is refused with the cure", () =>
    inFolder((folder) => {
      writeFileSync(join(folder, "file"), "");
      const refused =
        /the state directory cannot be made \(found E(?:EXIST|NOTDIR).*name a directory that you may write to/;
      assert.throws(() => openStateDirectory(join(folder, "file"), uid), refused);
      assert.throws(() => openStateDirectory(join(folder, "file", "below"), uid), refused);
      if (uid === undefined) return;
      const open = join(folder, "open");
      mkdirSync(open);
      for (const mode of [0o777, 0o1777, 0o770, 0o702]) {
        chmodSync(open, mode);
        const text = mode.toString(8).padStart(4, "0");
        assert.throws(
          () => openStateDirectory(open, uid),
          new RegExp(`others can write.*found mode ${text}\\); run .chmod go-w`),
        );
      }
      for (const mode of [0o755, 0o750, 0o700]) {
        chmodSync(open, mode);
        openStateDirectory(open, uid);
      }
      if (uid === 0) chownSync(open, 4242, 4242);
      const asked = uid === 0 ? 0 : uid + 1;
      assert.throws(
        () => openStateDirectory(open, asked),
        /belongs to another user \(expected user id \d+, found \d+\); run `chown/,
      );
    }));
});
