import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { describe } from "./suite.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

//  A module as wasm-dis prints it: pick(x) takes a branch both ways, then jumps; idle() is never called.
const module = `(module
 (memory $0 1)
 (export "pick" (func $assembly/sample/pick))
 (export "memory" (memory $0))
 (func $assembly/sample/pick (param $x i32) (result i32)
  (local $y i32)
  ;;@ assembly/sample.ts:2:2
  (if
   (i32.eqz
    (local.get $x)
   )
   (then
    (return
     (i32.const 10)
    )
   )
  )
  (block $out
   (block $one
    (block $zero
     (br_table $zero $one $out
      (i32.sub
       (local.get $x)
       (i32.const 1)
      )
     )
    )
    (return
     (i32.const 20)
    )
   )
   ;;@ assembly/sample.ts:5:4
   (br_if $out
    (i32.eq
     (local.get $x)
     (i32.const 3)
    )
   )
   (return
    (i32.const 30)
   )
  )
  (i32.const 40)
 )
 (func $assembly/sample/idle
  (nop)
 )
)
`;

const script = `
  import binaryen from "binaryen";
  import { instrument } from "./scripts/wasm-coverage/instrument.mjs";
  const [text, calls] = JSON.parse(process.argv[1]);
  const { text: probed, base, probes } = instrument(text);
  const compiled = binaryen.parseText(probed);
  if (!compiled.validate()) throw new Error("the instrumented module is not valid");
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(compiled.emitBinary()));
  const results = calls.map((x) => exports.pick(x));
  const hit = new Uint8Array(exports.memory.buffer, base, probes.length);
  const missed = probes.filter((_, index) => hit[index] === 0).map(({ name, where, way }) => name + " " + where + " " + way);
  console.log(JSON.stringify({ results, probes: probes.length, missed, exports: Object.keys(exports) }));
`;

interface Outcome {
  readonly results: readonly number[];
  readonly probes: number;
  readonly missed: readonly string[];
  readonly exports: readonly string[];
}

function run(calls: readonly number[]): Outcome {
  const args = ["--input-type=module", "-e", script, JSON.stringify([module, calls])];
  const child = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as Outcome;
}

describe("probes in the WASM module", (test) => {
  test("tell which functions and which ways of a branch were not reached", () => {
    const { results, probes, missed } = run([0]);
    assert.equal(results, [10]);
    assert.is(probes, 9, "two functions, two ways of the if, three of the br_table, two of the br_if");
    assert.equal(missed, [
      "assembly/sample/pick assembly/sample.ts:2:2 false",
      "assembly/sample/pick assembly/sample.ts:2:2 arm 0",
      "assembly/sample/pick assembly/sample.ts:2:2 arm 1",
      "assembly/sample/pick assembly/sample.ts:2:2 arm 2",
      "assembly/sample/pick assembly/sample.ts:5:4 true",
      "assembly/sample/pick assembly/sample.ts:5:4 false",
      "assembly/sample/idle  entered",
    ]);
  });

  test("change no result and no export, also where an index is out of the table", () => {
    const { results, missed, exports } = run([0, 1, 2, 3, 99]);
    assert.equal(results, [10, 20, 30, 40, 40]);
    assert.equal(missed, ["assembly/sample/pick assembly/sample.ts:5:4 true", "assembly/sample/idle  entered"]);
    assert.equal(exports, ["pick", "memory"]);
  });
});
