import * as assert from "uvu/assert";
import { daemonSettings } from "../../src/commands/daemon-settings.ts";
import { execdOptions } from "../../src/commands/execd-options.ts";
import { sections } from "../../src/config/sections.ts";
import { serveSettings } from "../../src/config/serve-settings.ts";
import { flagsOf, placeOf, variableOf } from "../../src/config/setting.ts";
import type { OptionRow } from "../../src/model/option.ts";
import { describe } from "../kit/suite.ts";

const twice = (names: readonly string[]): readonly string[] =>
  names.filter((name, index) => names.indexOf(name) !== index);

describe("the tables of settings", (test) => {
  test("no two have one key, one flag or one variable", () => {
    assert.equal(twice(daemonSettings.map(({ key }) => key)), []);
    assert.equal(twice(daemonSettings.map(({ name }) => name)), []);
    assert.equal(twice(daemonSettings.map(variableOf)), []);
  });

  test("every section has a heading, and every heading a section", () => {
    const used = new Set(daemonSettings.map((setting) => placeOf(setting)[0]));
    assert.equal([...used].sort(), Object.keys(sections).sort());
  });

  test("names are those of variables and of TOML without quotes", () => {
    for (const { key, name } of daemonSettings) {
      assert.match(key, /^[a-z]+\.[a-z_]+$/);
      assert.match(name, /^[a-z]+(?:-[a-z]+)*$/);
    }
  });

  for (const setting of daemonSettings) {
    const { key, name, help, value, rule, standard, repeatable } = setting;
    test(`${key}: what is its standard is a possible value, and help is one sentence without full stop`, () => {
      if (standard !== undefined && value === undefined) assert.match(standard, /^(?:true|false)$/);
      if (standard !== undefined && rule !== undefined) assert.ok(rule.accepts(standard), name);
      assert.match(help, /^[^A-Z.](?:[^.]|\.\w|\.0)*[^.]$|^InfluxDB .*[^.]$/);
      assert.ok(standard !== undefined || setting.example !== undefined, "nothing to show in the sample");
      if (repeatable) assert.is.not(value, undefined);
    });
  }

  test("what collect and execd have too is said in the same words", () => {
    const theirs: readonly OptionRow[] = execdOptions;
    const shared = ["root", "source", "powershell", "all", "host", "user", "from", "line", "failed-names"];
    for (const name of shared) {
      const option = theirs.find((row) => row.name === name);
      const setting = daemonSettings.find((row) => row.name === name);
      assert.is(setting?.help, option?.help);
      assert.is(setting?.value, option?.value);
    }
  });

  test("a row that is missing is told at once", () => assert.throws(() => serveSettings([], []), /no option root/));

  test("a secret has a flag only where that was asked for: the token", () => {
    const secrets = daemonSettings.filter(({ secret }) => secret === "value").map(({ name }) => name);
    assert.equal(secrets, ["influx-token", "influx-password"]);
    const flags = flagsOf(daemonSettings).map(({ name }) => name);
    assert.ok(flags.includes("influx-token"));
    assert.not(flags.includes("influx-password"));
    assert.is(flags.length, daemonSettings.length - 1);
  });
});
