import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { actions, type EventField, eventCells } from "../../src/model/event.ts";
import { natureNumbers } from "../../src/model/file-nature.ts";
import { type RecordField, recordCells, recordTypes } from "../../src/model/record.ts";
import {
  endings,
  loginTypes,
  pairings,
  type SessionField,
  sessionCells,
  sessionKinds,
  sessionStates,
} from "../../src/model/session.ts";
import { entityNumbers } from "../../src/wasm/entity-numbers.ts";
import { describe } from "../kit/suite.ts";

/** `PREFIX_NAME: i32 = n` (or i64) of a file of assembly/ as n by name. */
function constants(file: string, prefix: string): Map<string, number> {
  const source = readFileSync(new URL(`../../assembly/${file}`, import.meta.url), "utf8");
  const found = source.matchAll(new RegExp(`const ${prefix}([A-Z_]+): i(?:32|64) = (\\d+);`, "g"));
  return new Map([...found].map(([, name = "", value]) => [name, Number(value)]));
}

const cells = constants("row.ts", "CELL_");

/** Where the module calls a cell otherwise than the model does. */
const recordNames: Partial<Record<RecordField, string>> = {};
const stayNames = { session: "SESSION_ID", uid: "USER_ID", duration_s: "DURATION" } as const;
const sessionNames: Partial<Record<SessionField, string>> = {
  ...stayNames,
  login_time: "LOGIN",
  logout_time: "LOGOUT",
  idle_s: "IDLE",
  time: "SNAPSHOT",
  clock_steps: "STEPS",
};
const eventNames: Partial<Record<EventField, string>> = {
  ...stayNames,
  login_time: "EVENT_LOGIN",
  login_successful: "SUCCESSFUL",
};

const entities: readonly (readonly [string, Readonly<Record<string, number>>, Readonly<Record<string, string>>])[] = [
  ["record", recordCells, recordNames],
  ["session", sessionCells, sessionNames],
  ["event", eventCells, eventNames],
];

function nameOf(field: string, names: Readonly<Record<string, string>>): string {
  return names[field] ?? field.toUpperCase();
}

describe("cells of rows, in TypeScript and in the module", (test) => {
  for (const [entity, mirrored, names] of entities) {
    test(`those of the ${entity} have the same numbers, and none of them two fields`, () => {
      const fields = Object.keys(mirrored);
      const inModule = fields.map((field) => [field, cells.get(nameOf(field, names))]);
      assert.equal(Object.fromEntries(inModule), mirrored);
      assert.is(new Set(Object.values(mirrored)).size, fields.length);
    });
  }

  test("every cell of the module is a field of an entity, inside the row", () => {
    const named = entities.flatMap(([, mirrored, names]) => Object.keys(mirrored).map((field) => nameOf(field, names)));
    assert.equal(
      [...cells.keys()].filter((name) => !named.includes(name)),
      [],
    );
    const { CELLS: width = 0 } = Object.fromEntries(constants("memory.ts", "ROW_"));
    assert.ok(Math.max(...cells.values()) < width, `${width} cells`);
  });

  test("the natures of files have the same numbers", () => {
    const inModule = [...constants("nature.ts", "NATURE_")].map(([name, n]) => [
      name.toLowerCase().replace("_", "-"),
      n,
    ]);
    assert.equal(Object.fromEntries(inModule), natureNumbers);
  });

  test("the entities have the same numbers", () => {
    const inModule = [...constants("row.ts", "ENTITY_")].map(([name, n]) => [`${name.toLowerCase()}s`, n]);
    assert.equal(Object.fromEntries(inModule), entityNumbers);
  });

  test("records fill their part of the row without a gap", () => {
    const numbers = Object.values(recordCells);
    assert.equal(numbers, [...numbers.keys()]);
    assert.is(constants("row.ts", "RECORD_").get("CELLS"), numbers.length);
  });

  test("what selection and ordinals look at is in one place for all entities", () => {
    for (const stay of [sessionCells, eventCells]) {
      assert.is(stay.username, recordCells.user);
      assert.is(stay.line, recordCells.line);
      assert.is(stay.src_host, recordCells.host);
      assert.is(stay.src_ip, recordCells.addr);
      assert.is(stay.ordinal, recordCells.ordinal);
    }
    assert.equal([sessionCells.login_time, eventCells.time], [recordCells.time, recordCells.time]);
    assert.is(eventCells.action, recordCells.type);
  });
});

//  The module knows some words of each vocabulary, or all of them.
const vocabularies: readonly (readonly [string, string, string, readonly string[], "some" | "all"])[] = [
  ["record types", "row.ts", "TYPE_", recordTypes, "all"],
  ["actions", "pair/words.ts", "ACTION_", actions, "some"],
  ["endings", "pair/words.ts", "ENDED_", endings, "some"],
  ["pairings", "pair/words.ts", "PAIRED_", pairings, "some"],
  ["states", "pair/words.ts", "STATE_", sessionStates, "some"],
  ["kinds", "pair/classify.ts", "KIND_", sessionKinds, "some"],
  ["login types", "pair/classify.ts", "", loginTypes, "all"],
];

describe("words of rows, in TypeScript and in the module", (test) => {
  for (const [what, file, prefix, words, extent] of vocabularies) {
    test(`${what} have the same numbers`, () => {
      const known = constants(file, prefix);
      const shared = [...known].filter(([name]) => prefix !== "" || words.includes(name.toLowerCase()));
      assert.ok(shared.length > 0);
      for (const [name, number] of shared) assert.is(words[number]?.toUpperCase(), name);
      if (extent === "all") assert.is(shared.length, words.length);
    });
  }
});
