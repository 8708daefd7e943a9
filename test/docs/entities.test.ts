import { readdirSync, readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import type { Entity } from "../../src/model/entity.ts";
import { describe } from "../kit/suite.ts";
import { difference, section, words } from "./markdown.ts";

const root = new URL("../../", import.meta.url);
const model = new URL("src/model/", root);
const readme = readFileSync(new URL("README.md", root), "utf8");

/** Every entity of the product by its measurement. */
const entities = new Map<string, Entity>();
for (const file of readdirSync(model).filter((name) => name.endsWith("-entity.ts"))) {
  const exported: Record<string, unknown> = await import(new URL(file, model).href);
  for (const value of Object.values(exported)) if (isEntity(value)) entities.set(value.measurement, value);
}

function isEntity(value: unknown): value is Entity {
  return typeof value === "object" && value !== null && "measurement" in value && "lineFields" in value;
}

/** What the README calls the rows of a measurement where it describes JSON and CSV. */
const nouns: Readonly<Record<string, string>> = {
  logon_record: "Records",
  logon_history: "Sessions",
  logon_session: "Sessions",
  logon_event: "Events",
};

/** The headings that end in some words, each with the measurements that it is about. */
function headings(ending: string): ReadonlyMap<string, readonly string[]> {
  const titles = [...readme.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) => title);
  return new Map(
    titles
      .filter((title) => title.endsWith(ending))
      .map((title) => [title, [...entities.keys()].filter((name) => isAbout(title, name))]),
  );
}

function isAbout(title: string, measurement: string): boolean {
  const [noun] = title.split(" ");
  return words(title, /`\w+`/g).includes(`\`${measurement}\``) || nouns[measurement] === noun;
}

/** Names in backquotes in the first column of a section's table. */
const firstColumn = (from: string): readonly string[] =>
  words(from, /^\|.*?\|/gm)
    .flatMap((cell) => words(cell, /`[^`]+`/g))
    .map((name) => name.replaceAll("`", ""));

const union = (lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())];

const kinds: readonly (readonly [ending: string, namesOf: (entity: Entity) => readonly string[]])[] = [
  [
    "in JSON and CSV",
    ({ computer, fields }) => [computer, ...fields.filter((field) => !field.lineProtocolOnly).map(({ name }) => name)],
  ],
  ["in line protocol", ({ tags, lineFields }) => ["host", ...[...tags, ...lineFields].map(({ key }) => key)]],
];

describe("what the README says of every entity", (test) => {
  test("there are records, sessions of a history, live sessions and events at least", () => {
    for (const name of Object.keys(nouns)) assert.ok(entities.has(name), name);
  });

  for (const [ending, namesOf] of kinds) {
    for (const measurement of entities.keys()) {
      test(`one heading says what \`${measurement}\` is ${ending}`, () => {
        const about = [...headings(ending)].filter(([, names]) => names.includes(measurement));
        assert.is(about.length, 1, `headings that name \`${measurement}\` and end in "${ending}"`);
      });
    }

    for (const [title, measurements] of headings(ending)) {
      test(`the table under "${title}" has the names that there are`, () => {
        const real = union(measurements.map((name) => namesOf(entities.get(name) as Entity)));
        assert.equal(difference(real, firstColumn(section(readme, title))), []);
      });
    }
  }
});
