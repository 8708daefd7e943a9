import { readdirSync, readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import type { Entity } from "../../src/model/entity.ts";
import { describe } from "../kit/suite.ts";
import { difference, section, words } from "./markdown.ts";

const root = new URL("../../", import.meta.url);
const model = new URL("src/model/", root);
const document = readFileSync(new URL("docs/fields.md", root), "utf8");

/** Every entity of the product by its measurement. */
const entities = new Map<string, Entity>();
for (const file of readdirSync(model).filter((name) => name.endsWith("-entity.ts"))) {
  const exported: Record<string, unknown> = await import(new URL(file, model).href);
  for (const value of Object.values(exported)) if (isEntity(value)) entities.set(value.measurement, value);
}

function isEntity(value: unknown): value is Entity {
  return typeof value === "object" && value !== null && "measurement" in value && "lineFields" in value;
}

/** What docs/fields.md calls the rows of a measurement where it describes JSON and CSV. */
const nouns: Readonly<Record<string, string>> = {
  logon_record: "Records",
  logon_history: "Sessions",
  logon_session: "Sessions",
  logon_event: "Events",
};

/** Each heading that ends in some words, with the measurements that it is about. */
function headings(ending: string): readonly (readonly [title: string, measurements: readonly string[]])[] {
  const titles = [...document.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) => title);
  return titles
    .filter((title) => title.endsWith(ending))
    .map((title) => [title, [...entities.keys()].filter((name) => isAbout(title, name))]);
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

const inJson = ({ computer, fields }: Entity): readonly string[] => [
  computer,
  ...fields.filter((field) => !field.lineProtocolOnly).map(({ name }) => name),
];

const inLineProtocol = ({ tags, lineFields }: Entity): readonly string[] => [
  "host",
  ...[...tags, ...lineFields].map(({ key }) => key),
];

/** What a heading ends in, and the names that its table then has. */
const endings: readonly (readonly [ending: string, namesOf: (entity: Entity) => readonly string[]])[] = [
  ["in JSON and CSV", inJson],
  ["in line protocol", inLineProtocol],
  ["in every format", (entity) => [...inJson(entity), ...inLineProtocol(entity)]],
];

describe("what docs/fields.md says of every entity", (test) => {
  test("there are records, sessions of a history, live sessions and events at least", () => {
    for (const name of Object.keys(nouns)) assert.ok(entities.has(name), name);
  });

  for (const measurement of entities.keys()) {
    for (const kind of ["in JSON and CSV", "in line protocol"]) {
      test(`one heading says what \`${measurement}\` is ${kind}`, () => {
        const about = [kind, "in every format"].flatMap(headings).filter(([, names]) => names.includes(measurement));
        assert.is(about.length, 1, `headings that name \`${measurement}\` and end in "${kind}" or "in every format"`);
      });
    }
  }

  for (const [ending, namesOf] of endings) {
    for (const [title, measurements] of headings(ending)) {
      test(`the table under "${title}" has the names that there are`, () => {
        const real = union(measurements.map((name) => namesOf(entities.get(name) as Entity)));
        assert.equal(difference(real, firstColumn(section(document, title))), []);
      });
    }
  }
});
