import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { whoflux } from "../kit/cli.ts";
import { describe } from "../kit/suite.ts";

const logs = fileURLToPath(new URL("../../fixtures/hosts/sample/var/log/", import.meta.url));

type Car = Readonly<Record<string, unknown>>;

function objects(args: readonly string[], name = "wtmp*"): { readonly found: readonly Car[]; readonly stderr: string } {
  const { status, stdout, stderr } = whoflux(["read", ...args, logs + name]);
  assert.is(status, 0, stderr);
  const text = Buffer.from(stdout, "latin1").toString("utf8");
  return {
    found:
      text === ""
        ? []
        : text
            .trimEnd()
            .split("\n")
            .map((line) => JSON.parse(line) as Car),
    stderr,
  };
}

function events(name = "wtmp*"): readonly Car[] {
  return objects(["--as", "events", "--format", "jsonl"], name).found;
}

describe("read --format car, of login files", (test) => {
  test("gives logins and logouts as user_session objects, in the words of CAR alone", () => {
    const { found } = objects(["--format", "car", "--host", "web1"]);
    const names = new Set(found.flatMap((object) => Object.keys(object)));
    const words = ["time", "action", "hostname", "login_successful", "login_type", "src_ip", "uid", "user"];
    assert.ok(names.size > 5);
    for (const name of names) assert.ok(words.includes(name), name);
    assert.equal(new Set(found.map(({ action }) => action)), new Set(["login", "logout"]));
    assert.ok(found.every(({ hostname }) => hostname === "web1"));
  });

  test("says of each what `--as events` says, and counts what CAR has no word for", () => {
    const all = events();
    const mine = all.filter(({ action }) => action === "login" || action === "logout");
    const { found, stderr } = objects(["--format", "car"]);
    const told = ({ time, action, user, username, src_ip, login_type }: Car): unknown[] => [
      time,
      action,
      user ?? username,
      src_ip,
      login_type,
    ];
    assert.equal(found.map(told), mine.map(told));
    const boots = all.filter(({ action }) => action === "boot").length;
    assert.match(stderr, new RegExp(`events left out, for which car has no word: .*\\b${boots} boot\\b`));
  });

  test("has failed logins as logins without success", () => {
    const { found } = objects(["--format", "car"], "btmp*");
    assert.ok(found.length > 10);
    assert.ok(found.every((object) => object.action === "login" && object.login_successful === false));
  });

  test("shows events, whatever `--as` says: another shape is wrong usage", () => {
    for (const shape of ["records", "sessions", "summary"]) {
      const { status, stdout, stderr } = whoflux(["read", "--format", "car", "--as", shape, `${logs}wtmp`]);
      assert.equal([status, stdout], [2, ""]);
      assert.match(stderr, /`--format car` shows events only; leave out `--as`/);
    }
  });

  test("obeys a selection, and counts only what was selected", () => {
    const { found, stderr } = objects(["--format", "car", "--user", "root"]);
    assert.ok(found.length > 0 && found.every(({ user }) => user === "root"));
    assert.not.match(stderr, /boot/);
  });
});

describe("read --format car-legacy, of login files", (test) => {
  test("names a login by how somebody logged in, under the same times and users", () => {
    const mine = events().filter(({ action }) => action === "login" || action === "logout");
    const { found } = objects(["--format", "car-legacy"]);
    assert.equal(
      found.map(({ time, action, user }) => [time, action, user]),
      mine.map(({ time, action, login_type, username }) => [
        time,
        action === "login" ? (login_type ?? "login") : action,
        username,
      ]),
    );
    assert.ok(found.some(({ action }) => action === "remote"));
  });

  test("leaves out failed logins, for which it has no word, and counts them", () => {
    const failed = events("btmp*").length;
    const { found, stderr } = objects(["--format", "car-legacy"], "btmp*");
    assert.equal(found, []);
    assert.match(stderr, new RegExp(`for which car-legacy has no word: ${failed} failed login\\n`));
  });
});

describe("read --format ossem, of login files", (test) => {
  test("is wrong usage: its attributes are those of Windows events", () => {
    const { status, stdout, stderr } = whoflux(["read", "--format", "ossem", `${logs}wtmp`]);
    assert.equal([status, stdout], [2, ""]);
    assert.match(stderr, /`--format ossem` is for files of Windows events; `--format car` is for logins of Unix too/);
  });
});
