import { readdirSync, readFileSync, statSync } from "node:fs";
import * as assert from "uvu/assert";
import { program, type Run, whoflux, whofluxWhile } from "../kit/cli.ts";
import { inFolder } from "../kit/databases.ts";
import { parseLineProtocol } from "../kit/line-protocol.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { onTerminal } from "../kit/terminal.ts";
import { login, Machine, START } from "../telegraf/machines.ts";

const machine = new Machine();
machine.people([
  login("alice", "pts/0", { host: "client", addr: "192.0.2.7" }),
  login("bob", "pts/1", { host: "other" }),
  login("root", "tty1", { host: "" }),
]);

const collect = (...args: readonly string[]): Run => whoflux(["collect", "--root", machine.root, ...args]);
const json = (...args: readonly string[]): Record<string, unknown>[] =>
  collect("--format", "jsonl", ...args)
    .stdout.split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));

describe("whoflux collect", (test) => {
  test("writes line protocol unless it writes to a terminal", () => {
    const { status, stdout, stderr } = collect();
    assert.equal([status, stderr], [0, ""]);
    const names = parseLineProtocol(stdout).map(({ measurement }) => measurement);
    assert.equal(names.slice(0, 4), ["logon_session", "logon_session", "logon_session", "logon_summary"]);
    assert.ok(names.slice(4).every((name) => name === "logon_collector"));
  });

  test("writes sessions in every other format", () => {
    assert.equal(
      json().map(({ username, line, src_ip }) => [username, line, src_ip]),
      [
        ["alice", "pts/0", "192.0.2.7"],
        ["bob", "pts/1", undefined],
        ["root", "tty1", undefined],
      ],
    );
    assert.is(JSON.parse(collect("--format", "json").stdout).length, 3);
    const csv = collect("--format", "csv").stdout.split("\n");
    assert.equal([csv.length, csv[0]?.split(",")[0]], [5, "time"]);
    assert.match(collect("--format", "table").stdout, /^USER +LINE .*\nalice /);
  });

  test("writes the numbers or the health of the sources instead when asked", () => {
    const [summary] = json("--as", "summary");
    assert.equal([summary?.n_users, summary?.n_remote, summary?.n_local], [3, 2, 1]);
    assert.equal(
      json("--as", "collector")
        .slice(0, 2)
        .map(({ source, up, status }) => [source, up, status]),
      [
        ["utmp", 1, "ok"],
        ["logind", 0, "missing"],
      ],
    );
    const points = parseLineProtocol(collect("--as", "summary").stdout);
    assert.equal(
      points.map(({ measurement }) => measurement),
      ["logon_summary"],
    );
  });

  test("chooses by user, place and terminal, and counts what it chose", () => {
    assert.equal(
      json("--user", "!bob", "--line", "pts/*").map(({ username }) => username),
      ["alice"],
    );
    assert.is(json("--from", "192.0.2.0/24").length, 1);
    assert.is(json("--as", "summary", "--user", "root")[0]?.n_users, 1);
  });

  test("asks only the sources that are named", () => {
    assert.equal(
      json("--as", "collector", "--source", "logind,utmp").map(({ source }) => source),
      ["utmp", "logind"],
    );
    assert.is(collect("--source", "logind").status, 1);
  });

  test("has a help that tells of all its options", () => {
    const { status, stdout } = whoflux(["collect", "--help"]);
    assert.is(status, 0);
    assert.match(stdout, /^usage: whoflux collect/);
    for (const option of ["format", "as", "source", "root", "all", "events", "state", "failed-names"]) {
      assert.ok(stdout.includes(`--${option}`), option);
    }
  });
});

const wrong: readonly (readonly [args: readonly string[], words: RegExp])[] = [
  [["--format", "xml"], /`--format` names no format \(expected line-protocol, .*, found xml\)/],
  [["--format", "utmpdump"], /`--format` names no format/],
  [["--as", "people"], /`--as` names nothing to show \(expected sessions, summary, collector, events, found people\)/],
  [["--source", "utmp,finger"], /`--source` names no source \(expected utmp, .*, found finger\)/],
  [["--events"], /events since when\?; add `--state FILE`/],
  [["--as", "events"], /events since when\?/],
  [["--events", "--state", "x", "--format", "jsonl"], /`--events` are rows of another kind/],
  [["--state", "x"], /`--state` is for events; add `--events`/],
  [["--failed-names", "all"], /`--failed-names` is for events/],
  [["--events", "--state", "x", "--failed-names", "some"], /`--failed-names` names no policy/],
  [["--from", "192.0.2.0/99"], /--from/],
  [["--root", "/"], /`--root` is given 2 times/],
  [["file"], /`collect` takes no file/],
  [["--colour"], /unknown option `--colour`/],
];

describe("whoflux collect, wrongly used", (test) => {
  for (const [args, words] of wrong) {
    test(`ends with 2 and writes nothing: ${args.join(" ")}`, () =>
      inFolder((folder) => {
        const { status, stdout, stderr } = whoflux(["collect", "--root", machine.root, ...args], { cwd: folder });
        assert.equal([status, stdout], [2, ""]);
        assert.match(stderr, words);
        assert.equal(readdirSync(folder), []);
      }));
  }
});

describe("whoflux collect --root", (test) => {
  test("ends with 2 when there is no such directory", () => {
    const { status, stderr } = whoflux(["collect", "--root", machine.file("run/utmp")]);
    assert.is(status, 2);
    assert.match(stderr, /`--root` is no directory/);
  });
});

describe("whoflux collect and its place in the logs", (test) => {
  const state = machine.file("place.state");
  const events = (...args: readonly string[]): Run =>
    collect("--as", "events", "--format", "jsonl", "--state", state, ...args);
  machine.log("wtmp", [login("alice", "pts/0")]);
  test.after(() => machine.remove());

  test("is kept for the owner only", () => {
    assert.equal([events().status, events().stdout], [0, ""]);
    assert.is(statSync(state).mode & 0o777, 0o600);
  });

  test("is not touched when nothing has happened", () => {
    const before = statSync(state, { bigint: true });
    events();
    const after = statSync(state, { bigint: true });
    assert.equal([after.ino, after.mtimeNs], [before.ino, before.mtimeNs]);
  });

  test("moves on only when the output was written: a closed pipe gets the same events again", async () => {
    machine.log("wtmp", [login("bob", "pts/1", { time: START + 1n })]);
    const before = readFileSync(state);
    const closed = await whofluxWhile(
      ["collect", "--root", machine.root, "--as", "events", "--format", "jsonl", "--state", state],
      (child) => child.stdout?.destroy(),
    );
    assert.equal([closed.status, closed.signal], [0, null]);
    assert.equal(readFileSync(state), before);
    const { stdout } = events();
    assert.is(JSON.parse(stdout).username, "bob");
    assert.is(events().stdout, "");
  });

  test("is begun anew, and that is said, when its file is damaged", () => {
    machine.write("place.state", "{}\nno checksum\n");
    machine.write("place.state.bak", "nothing");
    const { status, stderr } = events();
    assert.is(status, 0);
    assert.match(stderr, /^I! whoflux: .*place\.state.*following begins anew/);
    assert.is(stderr.trimEnd().split("\n").length, 1);
  });

  test("that cannot be kept is warned of, and the events are there", () => {
    events();
    machine.log("wtmp", [login("carol", "pts/2", { time: START + 2n })]);
    const { status, stdout, stderr } = collect("--events", "--state", machine.file("no/such/folder/state"));
    assert.is(status, 0);
    assert.match(stdout, /^logon_session/);
    assert.match(stderr, /^W! whoflux: state: .*cannot be saved/m);
  });
});

const script = requireProgram("script", "collect on a terminal");
if (script !== undefined) {
  describe("whoflux collect on a terminal", (test) => {
    test("shows people a table", () => {
      const other = new Machine();
      other.people([login("alice", "pts/0")]);
      const command = `"${process.execPath}" "${program}" collect --root "${other.root}"`;
      assert.match(onTerminal(script, 100, command, {}).screen, /^USER +LINE .*\nalice +pts\/0 /);
      other.remove();
    });
  });
}
