import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { daemonSettings } from "../../src/commands/daemon-settings.ts";
import { settle } from "../../src/config/layers.ts";
import { sections } from "../../src/config/sections.ts";
import { placeOf, variableOf } from "../../src/config/setting.ts";
import { tomlOfRow } from "../../src/config/toml-text.ts";
import { describe } from "../kit/suite.ts";
import { difference, section } from "./markdown.ts";

const document = readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8");

/** Rows of a Markdown table, cell by cell, without its head. */
const rowsOf = (markdown: string): readonly (readonly string[])[] =>
  [...markdown.matchAll(/^\| (`.*) \|$/gm)].map(([, row = ""]) => row.split("|").map((cell) => cell.trim()));

describe("what docs/configuration.md says of settings", (test) => {
  for (const name of Object.keys(sections)) {
    test(`[${name}]: keys, flags, variables and standards are those of the tables, in their order`, () => {
      const real = daemonSettings
        .filter((setting) => placeOf(setting)[0] === name)
        .map((setting) => [
          `\`${placeOf(setting)[1]}\``,
          setting.isWithoutFlag ? "none" : `\`--${setting.name}\``,
          `\`${variableOf(setting)}\``,
          setting.standard === undefined ? "" : `\`${tomlOfRow(setting, setting.standard)}\``,
        ]);
      const documented = rowsOf(section(document, `[${name}]`));
      assert.equal(
        documented.map((row) => row.slice(0, 4)),
        real,
      );
      for (const row of documented) assert.match(row[4] ?? "", /\S{2}.*[^.]$/);
    });
  }

  test("there is a heading for every section, and for nothing else", () => {
    const headings = [...document.matchAll(/^### \[(\w+)\]$/gm)].map(([, name = ""]) => name);
    assert.equal(difference(Object.keys(sections), headings), []);
  });

  test("the example is a configuration, but for the file of its token", () => {
    const [, text = ""] = /```toml\n(.*?)```/s.exec(document) ?? [];
    const given = { switches: new Set<string>(), values: new Map(), operands: [] };
    const { problems, values } = settle(daemonSettings, given, {}, { path: "FILE", text });
    assert.equal(
      problems.map(({ path }) => path),
      ["FILE: influx.token_file"],
    );
    assert.equal(values.get("user"), ["!backup", "!monitoring"]);
  });
});
