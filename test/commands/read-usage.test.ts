import { join } from "node:path";
import * as assert from "uvu/assert";
import { whoflux } from "../kit/cli.ts";
import { describe } from "../kit/suite.ts";
import { file, folder, pids, wtmp } from "./login-files.ts";

describe("whoflux read: usage", (test) => {
  const good = file("good", wtmp(3));

  const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["no file", ["read"], /no file given/],
    ["an unknown option", ["read", "--colour", good], /unknown option `--colour`; `--help` lists the options$/],
    ["an option without its value", ["read", good, "--format"], /`--format` has no value \(expected NAME\)$/],
    [
      "an option whose value was forgotten",
      ["read", "--since", "--strict", good],
      /`--since` has no value \(expected TIME, found --strict\); .* write `--since=--strict`$/,
    ],
    ["a switch with a value", ["read", "--strict=1", good], /`--strict` takes no value \(found 1\)$/],
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
    ["an unknown command", ["raed"], /no command raed \(expected read, collect, execd, serve, doctor, config\)/],
  ];
  for (const [name, args, message] of wrong) {
    test(`${name} is wrong usage: exit 2, one line, nothing done`, () => {
      const run = whoflux(args);
      assert.is(run.status, 2);
      assert.is(run.stdout, "");
      assert.match(run.stderr.trimEnd(), message);
      assert.is(run.stderr.split("\n").length, 2);
      assert.not.match(run.stderr, /\\x/);
    });
  }

  test("a time ago is written as the help writes it", () => {
    const run = whoflux(["read", "--since", "-99999d", "--until", "-0s", good]);
    assert.equal([run.status, run.stderr, pids(run.stdout)], [0, "", [0, 1, 2]]);
    assert.equal(pids(whoflux(["read", "--until", "-99999d", good]).stdout), []);
  });
});
