import * as assert from "uvu/assert";
import * as files from "./architecture/files.ts";
import * as imports from "./architecture/imports.ts";
import { importsOf, readHouse, type Sources } from "./architecture/sources.ts";
import { describe } from "./kit/suite.ts";

type Rule = (sources: Sources) => readonly string[];

const long = "const a = 1;\n".repeat(201);

/** Each rule with houses that break it: file, text, and what the verdict must say. */
const laws: readonly (readonly [Rule, readonly (readonly [file: string, text: string, verdict: RegExp])[]])[] = [
  [
    imports.foldersKeepOrder,
    [
      ["src/model/a.ts", 'import { b } from "../formats/b.ts";', /src\/model may not import src\/formats\/b\.ts/],
      ["src/formats/a.ts", 'import type { B } from "../unix/b.ts";', /may not import src\/unix/],
      ["src/unix/a/b/c.ts", 'const x = () => import("../../../commands/read.ts");', /may not import src\/commands/],
      ["src/model/a.ts", 'export { b } from "../wasm/b.ts";', /may not import src\/wasm/],
      ["src/model/a.ts", 'import {\n  b,\n  c,\n} from "../wasm/b.ts";', /may not import src\/wasm/],
      ["src/model/a.ts", 'import "../wasm/b.ts";', /may not import src\/wasm/],
      ["src/novelty/a.ts", "", /src\/novelty is not in the table/],
    ],
  ],
  [
    imports.worldsStayApart,
    [
      ["src/wasm/a.ts", 'import { ROWS } from "../../assembly/memory.ts";', /may not import assembly\/memory/],
      ["assembly/a.ts", 'import { cells } from "../src/model/record";', /may not import src\/model\/record/],
    ],
  ],
  [
    imports.assemblyImportsAreBare,
    [
      ["assembly/a.ts", 'import { ROWS } from "./memory.ts";', /"\.\/memory\.ts"/],
      ["assembly/a.ts", 'import { x } from "as-pect";', /"as-pect"/],
    ],
  ],
  [
    imports.packagesKeepTheirRooms,
    [
      ["src/model/a.ts", 'import { readFileSync } from "node:fs";', /"node:fs" does not live here/],
      ["src/unix/a.ts", 'import { instantiateSync } from "@assemblyscript/loader";', /does not live here/],
      ["src/unix/a.ts", 'import x from "left-pad";', /"left-pad"/],
      ["src/unix/sqlite/a.ts", 'import { spawn } from "node:child_process";', /"node:child_process"/],
    ],
  ],
  [imports.testsUseTheKit, [["test/unix/a.test.ts", 'import { suite } from "uvu";', /test\/kit\/suite\.ts/]]],
  [imports.everythingIsReachable, [["src/unix/forgotten.ts", "export const a = 1;", /nothing leads here/]]],
  [files.filesAreShort, [["scripts/a.mjs", long, /201 lines, more than 200/]]],
  [
    files.namesSaySomething,
    [
      ["src/unix/utils.ts", "", /says nothing/],
      ["test/kit/helpers.ts", "", /says nothing/],
    ],
  ],
  [
    files.nothingIsDefault,
    [
      ["src/a.ts", "export default function a() {}", /default export/],
      ["src/a.ts", "const a = 1;\nexport { a as default };", /default export/],
    ],
  ],
  [
    files.processIsLeftAlone,
    [
      ["src/unix/a.ts", "const home = process.env.HOME;", /looks at the process/],
      ["src/model/a.ts", 'const home = process["env"];', /looks at the process/],
    ],
  ],
  [
    files.nothingIsLeftToChance,
    [
      ["src/select/a.ts", "const now = Date.now();", /the clock/],
      ["src/formats/a.ts", "const now = new Date();", /the clock/],
      ["src/formats/a.ts", "names.sort((a, b) => a.localeCompare(b));", /the locale/],
      ["src/unix/a.ts", "const n = Math.random();", /chance/],
    ],
  ],
  [
    files.memoryIsNeverGrown,
    [
      ["assembly/a.ts", "memory.grow(1);", /grows the memory/],
      ["src/wasm/a.ts", "core.memory.grow(1);", /grows the memory/],
    ],
  ],
  [
    files.parametersAreNotBoolean,
    [
      [
        "src/a.ts",
        "export function open(path: string, sparse: boolean): void {}",
        /boolean parameter in function open/,
      ],
      ["src/a.ts", "function f<T>(\n  a: T,\n  b?: boolean,\n) {}", /boolean parameter/],
    ],
  ],
  [
    files.exportsAreDocumented,
    [
      ["src/model/a.ts", "export const a = 1;", /src\/model\/a\.ts:1: a has no sentence/],
      ["src/model/a.ts", "/** One. */\nexport type A = 1;\n\nexport interface B {}", /:4: B has no sentence/],
      ["src/model/a.ts", "export async function* f() {}", /f has no sentence/],
      ["assembly/a.ts", "export function f(): i32 {\n  return 1;\n}", /f has no sentence/],
    ],
  ],
];

//  Everything in here is allowed; each line is next to something that is not.
const lawful: Sources = new Map([
  ["src/cli.ts", '/** Runs. */\nimport { read } from "./commands/read.ts";\nread(process.argv);'],
  [
    "src/commands/read.ts",
    'import { a } from "../model/a.ts";\nimport { x } from "../wasm/load.ts";\nconst t = Date.now();',
  ],
  [
    "src/model/a.ts",
    '//  import { b } from "../wasm/b.ts"; process.exit\n/** One. */\nexport const a = "process.env";',
  ],
  [
    "src/wasm/load.ts",
    'import { instantiateSync } from "@assemblyscript/loader";\n/** Says. */\nexport function x(): boolean {}',
  ],
  ["assembly/a.ts", 'import { ROWS } from "./memory";\nexport const CELL: i32 = 1;'],
  ["test/kit/suite.ts", 'import { suite } from "uvu";'],
  ["test/a.test.ts", 'import * as assert from "uvu/assert";'],
  ["scripts/long.mjs", `//  Long because it is one table.\n${long}`],
]);

describe("the rules of the house", (test) => {
  const house = readHouse();

  for (const [rule, offenders] of laws) {
    const name = rule.name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    test(`${name}`, () => assert.is(rule(house).join("\n"), ""));

    test(`${name}: nothing lawful is an offence`, () => assert.equal(rule(lawful), []));

    offenders.forEach(([file, text, verdict], index) => {
      test(`${name}: offence ${index + 1} is named with its file`, () => {
        const offences = rule(new Map([[file, text]]));
        assert.is(offences.length, 1, offences.join("\n"));
        assert.match(offences[0] ?? "", verdict);
        assert.ok(offences[0]?.startsWith(file));
      });
    });
  }

  test("the tables of rooms hold nothing that is used nowhere", () => {
    assert.equal(imports.roomsAreLivedIn(house), []);
    assert.ok(imports.roomsAreLivedIn(new Map()).some((offence) => offence.includes('"node:fs" is used nowhere')));
  });

  test("the house is not empty, and its imports are seen", () => {
    assert.ok(importsOf(house.get("src/wasm/load.ts") ?? "").includes("@assemblyscript/loader"));
    assert.ok([...house.keys()].filter((file) => file.startsWith("assembly/")).length > 5);
  });
});
