import { readdirSync, readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import type { Entity } from "../../src/model/entity.ts";
import { describe } from "../kit/suite.ts";
import { difference, section, words } from "./markdown.ts";

const root = new URL("../../", import.meta.url);
const model = new URL("src/model/", root);
const document = readFileSync(new URL("docs/fields.md", root), "utf8");

/** An entity of the product, or what one is on every platform. */
interface Documented {
  /** Name that src/model/ exports it by. */
  readonly name: string;
  readonly measurement: string;
  readonly variants: readonly Entity[];
}

/** Every entity of the product. */
const entities: Documented[] = [];
for (const file of readdirSync(model).filter((name) => name.endsWith("-entity.ts"))) {
  const exported: Record<string, unknown> = await import(new URL(file, model).href);
  for (const [name, value] of Object.entries(exported).filter(([name]) => name.endsWith("Entity"))) {
    const variants = (typeof value === "function" ? [value("unix"), value("windows")] : [value]).filter(isEntity);
    const [first] = variants;
    if (first !== undefined) entities.push({ name, measurement: first.measurement, variants });
  }
}

function isEntity(value: unknown): value is Entity {
  return typeof value === "object" && value !== null && "measurement" in value && "lineFields" in value;
}

/** What docs/fields.md calls the rows of an entity where it describes JSON and CSV. */
const nouns: Readonly<Record<string, string>> = {
  recordEntity: "Records",
  historyEntity: "Sessions",
  sessionEntity: "Sessions",
  eventEntity: "Events",
  logonHistoryEntity: "Windows sessions",
  logonSessionEntity: "Windows sessions",
  logonEventEntity: "Windows events",
  carEntity: "CAR objects",
  olderCarEntity: "Older CAR objects",
  ossemEntity: "OSSEM objects",
};

/** Entities that are shown in JSON Lines only. */
const views = ["carEntity", "olderCarEntity", "ossemEntity"];

/** Each heading that ends in some words, with the entities that it is about. */
function headings(ending: string): readonly (readonly [title: string, about: readonly Documented[]])[] {
  const titles = [...document.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) => title);
  return titles
    .filter((title) => title.endsWith(` ${ending}`))
    .map((title) => [title, entities.filter((entity) => isAbout(title, entity))]);
}

function isAbout(title: string, { name, measurement }: Documented): boolean {
  const [subject] = title.split(" in ");
  if (nouns[name] === subject) return true;
  const isOfWindows = nouns[name]?.startsWith("Windows") ?? false;
  if (views.includes(name) || isOfWindows !== title.includes(" of Windows ")) return false;
  return words(title, /`\w+`/g).includes(`\`${measurement}\``);
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
  ["in JSON Lines", inJson],
  ["in line protocol", inLineProtocol],
  ["in every format", (entity) => [...inJson(entity), ...inLineProtocol(entity)]],
];

describe("what docs/fields.md says of every entity", (test) => {
  test("every noun is that of an entity there is", () => {
    for (const name of Object.keys(nouns))
      assert.ok(
        entities.some((entity) => entity.name === name),
        name,
      );
  });

  for (const entity of entities) {
    const kinds = views.includes(entity.name) ? ["in JSON Lines"] : ["in JSON and CSV", "in line protocol"];
    for (const kind of kinds) {
      test(`one heading says what ${entity.name} is ${kind}`, () => {
        const about = [kind, "in every format"].flatMap(headings).filter(([, found]) => found.includes(entity));
        assert.is(about.length, 1, `headings that name ${entity.name} and end in "${kind}" or "in every format"`);
      });
    }
  }

  for (const [ending, namesOf] of endings) {
    for (const [title, about] of headings(ending)) {
      test(`the table under "${title}" has the names that there are`, () => {
        const real = union(about.flatMap(({ variants }) => variants.map(namesOf)));
        assert.equal(difference(real, firstColumn(section(document, title))), []);
      });
    }
  }
});
