import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { commands } from "../../src/commands/index.ts";
import type { OptionRow } from "../../src/model/option.ts";
import { whoflux } from "../kit/cli.ts";
import { describe } from "../kit/suite.ts";
import { difference, section } from "./markdown.ts";

const root = new URL("../../", import.meta.url);
const folder = new URL("src/commands/", root);
const document = readFileSync(new URL("docs/commands.md", root), "utf8");
const names = Object.keys(commands);

/** A command's own table: `collectOptions` in `collect-options.ts`. */
async function optionsOf(command: string): Promise<readonly OptionRow[]> {
  const module: Record<string, unknown> = await import(new URL(`${command}-options.ts`, folder).href);
  const rows = module[`${command}Options`];
  if (!Array.isArray(rows)) throw new Error(`src/commands/${command}-options.ts exports no ${command}Options`);
  return rows;
}

const tables = new Map(await Promise.all(names.map(async (name) => [name, await optionsOf(name)] as const)));

/** The options as a row of docs/commands.md has them: `-f`, `--format NAME`. */
const cells = (rows: readonly OptionRow[]): readonly string[] =>
  rows.map(({ name, short, value }) => {
    const long = `\`--${name}${value === undefined ? "" : ` ${value}`}\``;
    return short === undefined ? long : `\`-${short}\`, ${long}`;
  });

/** The same of a help text. */
const helped = (help: string): readonly string[] =>
  [...help.matchAll(/^ {2}(?: {3}|-(\w),) (--[a-z][\w-]*(?: \S+)?)(?: {2,}|$)/gm)].map(([, short, long]) =>
    short === undefined ? `\`${long}\`` : `\`-${short}\`, \`${long}\``,
  );

/** First cells of a Markdown table, without its head. */
const firstCells = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/^\| (`.*?) \|/gm)].map(([, cell = ""]) => cell);

describe("the options of every command", (test) => {
  for (const [name, rows] of tables) {
    test(`\`whoflux ${name} --help\` lists those of its table, in its order`, () => {
      const { status, stdout, stderr } = whoflux([name, "--help"]);
      assert.equal({ status, stderr }, { status: 0, stderr: "" });
      assert.equal(helped(Buffer.from(stdout, "latin1").toString()), cells(rows));
    });

    test(`docs/commands.md lists those of \`whoflux ${name}\`, in the same order`, () => {
      const documented = firstCells(section(document, `Options of \`whoflux ${name}\``));
      assert.equal(difference(cells(rows), documented), []);
      assert.equal(documented, cells(rows));
    });

    test(`no two of \`whoflux ${name}\` have one name or one letter, and --help is the last`, () => {
      const all = rows.flatMap((row) => [row.name, ...(row.short === undefined ? [] : [row.short])]);
      assert.equal(
        all.filter((option, index) => all.indexOf(option) !== index),
        [],
      );
      assert.is(rows.at(-1)?.name, "help");
    });
  }

  test("docs/commands.md has a table for no command that does not exist", () => {
    const titled = [...document.matchAll(/^#+ Options of `whoflux (.*)`$/gm)].map(([, name = ""]) => name);
    assert.equal(difference(names, titled), []);
  });

  test("`whoflux --help` lists every command with what it does", () => {
    const { stdout } = whoflux(["--help"]);
    const listed = [
      ...Buffer.from(stdout, "latin1")
        .toString()
        .matchAll(/^ {2}(\w+) +(\S.*)$/gm),
    ];
    assert.equal(
      listed.map(([, name, summary]) => [name, summary]),
      Object.entries(commands).map(([name, { summary }]) => [name, summary]),
    );
  });

  test("every table of options belongs to a command, or is part of one that does", () => {
    const files = readdirSync(folder).filter((file) => file.endsWith("-options.ts"));
    const orphans = files.filter((file) => {
      if (names.includes(file.replace("-options.ts", ""))) return false;
      return !names.some((name) => readFileSync(new URL(`${name}-options.ts`, folder), "utf8").includes(`"./${file}"`));
    });
    assert.equal(orphans, [], fileURLToPath(folder));
  });

  test("what reads the tables of help and README sees letters, values and switches", () => {
    const rows: readonly OptionRow[] = [
      { name: "format", short: "f", value: "NAME", help: "how" },
      { name: "a-switch", help: "what" },
    ];
    const expected = ["`-f`, `--format NAME`", "`--a-switch`"];
    assert.equal(cells(rows), expected);
    assert.equal(helped("usage: x\n\n  -f, --format NAME     how\n      --a-switch        --no option\n"), expected);
    assert.equal(
      firstCells("| option | what |\n|---|---|\n| `-f`, `--format NAME` | a `b` |\n| `--a-switch` | c |"),
      expected,
    );
  });
});
