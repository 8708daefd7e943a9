import { parse } from "smol-toml";
import * as assert from "uvu/assert";
import { daemonSettings } from "../../src/commands/daemon-settings.ts";
import { settle } from "../../src/config/layers.ts";
import { sampleOf } from "../../src/config/sample.ts";
import { sections } from "../../src/config/sections.ts";
import { describe } from "../kit/suite.ts";
import { flags } from "./settings.ts";

const sample = sampleOf(daemonSettings);
/** Every setting of the sample, by itself. */
const commented = [...sample.matchAll(/^ {2}# (\w+) = (.*)$/gm)];

describe("the sample of a configuration", (test) => {
  test("is TOML that says nothing, in sections", () => {
    const empty = Object.fromEntries(Object.keys(sections).map((name) => [name, {}]));
    assert.equal(JSON.parse(JSON.stringify(parse(sample))), empty);
  });

  test("holds every setting once, in the order of the tables", () => {
    const keys: string[] = [];
    let section = "";
    for (const line of sample.split("\n")) {
      section = /^\[(\w+)\]$/.exec(line)?.[1] ?? section;
      const name = /^ {2}# (\w+) = /.exec(line)?.[1];
      if (name !== undefined) keys.push(`${section}.${name}`);
    }
    assert.equal(
      keys,
      daemonSettings.map(({ key }) => key),
    );
  });

  test("is still TOML when everything in it is said, and only files are missing then", () => {
    const said = sample.replaceAll(/^ {2}# (?=\w+ = )/gm, "  ");
    const { problems, where } = settle(daemonSettings, flags(), {}, { path: "FILE", text: said });
    assert.equal(
      problems.filter(({ path }) => !/_file$/.test(path ?? "")).map(({ message }) => message),
      [],
    );
    assert.is(daemonSettings.filter(({ name }) => where(name) !== undefined).length, commented.length);
  });

  test("a standard that is said is what holds when nothing is said", () => {
    const rows = daemonSettings.filter(({ standard }) => standard !== undefined);
    const said = sample.replaceAll(/^ {2}# (\w+ = .*)$/gm, (line, row: string) =>
      rows.some(({ key, standard = "" }) => row.startsWith(`${key.split(".")[1]} = `) && row.includes(standard))
        ? row
        : line,
    );
    const settled = settle(daemonSettings, flags(), {}, { path: "FILE", text: said });
    const silent = settle(daemonSettings, flags(), {});
    assert.equal(settled.problems, []);
    assert.equal([...settled.values], [...silent.values]);
    assert.equal(
      rows.filter(({ name }) => settled.where(name) === undefined),
      [],
    );
  });

  test("every line is a sentence that ends in a period, a setting, a heading or empty", () => {
    for (const line of sample.split("\n")) {
      assert.match(line, /^(?:|\[\w+\]|# [A-Z][^#]*[^.]| {2}## .*\.|## .*| {2}# \w+ = \S.*)$/);
      assert.ok(line.length <= 125, line);
    }
  });
});
