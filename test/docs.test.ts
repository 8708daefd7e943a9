import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { formats } from "../src/formats/index.ts";
import { carViewNames } from "../src/formats/views.ts";
import * as library from "../src/index.ts";
import { layouts } from "../src/unix/layouts/index.ts";
import { difference, section, words } from "./docs/markdown.ts";
import { describe } from "./kit/suite.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const text = (path: string): string => readFileSync(join(root, path), "utf8");
const readme = text("README.md");

/** What stands in backquotes in the first column of a section's table. */
const firstColumn = (from: string): readonly string[] =>
  words(from, /^\|.*?\|/gm).flatMap((cell) => words(cell, /`[^`]+`/g));
const unquoted = (names: readonly string[]): readonly string[] => names.map((name) => name.replaceAll("`", ""));

describe("the README", (test) => {
  test("lists the formats that there are", () => {
    const names = [...Object.keys(formats), "last", ...carViewNames, "ossem"];
    assert.equal(difference(names, unquoted(firstColumn(section(readme, "Formats")))), []);
  });

  test("lists the layouts that there are, without their byte orders", () => {
    const names = new Set(layouts.map(({ name }) => name.replace(/-(?:le|be)$/, "")));
    const documented = words(section(readme, "Supported files"), /^\|.*$/gm).flatMap((row) => words(row, /`[^`]+`/g));
    assert.equal(difference([...names], unquoted(documented)), []);
  });

  test("gives a reason for every dependency", () => {
    const { dependencies, devDependencies } = JSON.parse(text("package.json")) as Record<
      string,
      Record<string, string>
    >;
    const documented = unquoted(firstColumn(section(readme, "Development")));
    assert.equal(difference(Object.keys({ ...dependencies, ...devDependencies }), documented), []);
  });

  test("imports what the library exports", () => {
    const [, imported = ""] = /import \{ ([^}]*) \} from "whoflux"/.exec(section(readme, "Library")) ?? [];
    assert.ok(imported.length > 0);
    assert.equal(
      imported.split(", ").filter((name) => !Object.keys(library).includes(name)),
      [],
    );
  });

  test("names npm scripts that exist", () => {
    const { scripts } = JSON.parse(text("package.json")) as { scripts: Record<string, string> };
    const named = ["README.md", "CONTRIBUTING.md"].flatMap((file) => words(text(file), /npm (?:run )?\w+/g));
    const missing = named.filter(
      (call) => !["install", ...Object.keys(scripts)].includes(call.split(" ").at(-1) ?? ""),
    );
    assert.equal(missing, []);
  });
});

describe("every document", (test) => {
  for (const file of [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/commands.md",
    "docs/decisions.md",
    "docs/fields.md",
    "docs/sessions.md",
    "fixtures/README.md",
  ]) {
    test(`${file} links to files and headings that exist`, () => {
      const links = [...text(file).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
      const broken = links.filter(([, path = "", heading]) => {
        const target = path === "" ? file : join(dirname(file), path);
        if (!existsSync(join(root, target))) return true;
        return heading !== undefined && !anchors(text(target)).includes(heading);
      });
      assert.equal(
        broken.map(([link]) => link),
        [],
      );
    });
  }

  test("CONTRIBUTING.md sends new things to places that exist", () => {
    const places = words(section(text("CONTRIBUTING.md"), "Where new things go"), /`[\w./-]+(?:\/|\.ts|\.md)`/g);
    assert.ok(places.length > 8);
    const isThere = (place: string): boolean => /^(?:index|memory)\.ts$/.test(place) || existsSync(join(root, place));
    assert.equal(
      unquoted(places).filter((place) => !isThere(place)),
      [],
    );
  });

  test("CHANGELOG.md says of each change what kind it is and where", () => {
    const lines = text("CHANGELOG.md")
      .split("\n")
      .filter((line) => line.startsWith("-"));
    assert.ok(lines.length > 0);
    assert.equal(
      lines.filter((line) => !/^- \[(?:FEATURE|ENHANCEMENT|BUGFIX)\] [a-z-]+: .+\.$/.test(line)),
      [],
    );
  });
});

function anchors(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
}
