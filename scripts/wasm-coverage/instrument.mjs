//  Puts probes into WebAssembly text as wasm-dis prints it: folded, one space of indent per depth, source positions in
//  `;;@ file:line:column` lines. A probe sets one byte behind the module's own memory; nothing else changes, neither
//  exports nor imports.
//
//    a function          (i32.store8 (i32.const BYTE) (i32.const 1)) as its first instruction
//    if, br_if           its condition goes through $probe:way, which marks BYTE when true, BYTE + 1 when false
//    br_table            its index goes through $probe:arm, which marks BYTE + index

const PAGE = 65536;

/**
 * Returns the instrumented text, the address of the first probe byte, and the probes in order of their bytes, each
 * `{kind: "function" | "branch", name, where, way}`.
 */
export function instrument(text) {
  const lines = text.split("\n");
  const memory = lines.findIndex((line) => line.startsWith(" (memory "));
  const [, name, pages] = /^ \(memory (\S+) (\d+)/.exec(lines[memory]);
  const base = Number(pages) * PAGE;
  const { probes, before, after } = place(lines, base);
  const grown = Number(pages) + Math.max(1, Math.ceil(probes.length / PAGE));
  lines[memory] = ` (memory ${name} ${grown} ${grown})`;
  const body = lines.flatMap((line, index) => [...(before.get(index) ?? []), line, ...(after.get(index) ?? [])]);
  const end = body.lastIndexOf(")");
  return { text: [...body.slice(0, end), recorders, ...body.slice(end)].join("\n"), base, probes };
}

/** Decides where probes go: instructions to insert before and after lines. */
function place(lines, base) {
  const probes = [];
  const before = new Map();
  const after = new Map();
  let current = "";
  let where = "";
  const byte = () => `(i32.const ${base + probes.length})`;
  const add = (kind, ways) => probes.push(...ways.map((way) => ({ kind, name: current, where, way })));
  const wrap = ([from, to], call, ways) => {
    before.set(from, [`${call} ${byte()}`]);
    after.set(to, [")"]);
    add("branch", ways);
  };

  lines.forEach((line, index) => {
    const start = line.trimStart();
    if (start.startsWith(";;@ ")) where = start.slice(4);
    else if (start.startsWith("(func ")) {
      current = /^\(func \$(\S+)/.exec(start)[1];
      if (!isOurs(current)) return;
      const last = lastLocal(lines, index);
      where = /^\s*;;@ (.+)$/.exec(lines[last + 1])?.[1] ?? "";
      after.set(last, [`(i32.store8 ${byte()} (i32.const 1))`]);
      add("function", ["entered"]);
    } else if (!isOurs(current)) return;
    else if (/^\(if\b/.test(start)) wrap(children(lines, index)[0], "(call $probe:way", ["true", "false"]);
    else if (start.startsWith("(br_if ")) wrap(children(lines, index).at(-1), "(call $probe:way", ["true", "false"]);
    else if (start.startsWith("(br_table ")) {
      const arms = start.match(/\$\S+/g).map((_, arm) => `arm ${arm}`);
      wrap(children(lines, index).at(-1), `(call $probe:arm (i32.const ${arms.length - 1})`, arms);
    }
  });
  return { probes, before, after };
}

/** The module's own functions: not the standard library's, nor the start code that runs whatever the tests do. */
function isOurs(name) {
  return name.startsWith("assembly/");
}

function lastLocal(lines, index) {
  let last = index;
  while (lines[last + 1].startsWith("  (local ")) last += 1;
  return last;
}

/** First and last line of each child of the expression that opens on line `index`. */
function children(lines, index) {
  const depth = indent(lines[index]);
  const found = [];
  for (let at = index + 1; indent(lines[at]) > depth; at += 1) {
    if (indent(lines[at]) !== depth + 1 || lines[at].trimStart().startsWith(";;")) continue;
    if (lines[at].trim() === ")") found.at(-1)[1] = at;
    else found.push([at, at]);
  }
  return found;
}

function indent(line) {
  return line.length - line.trimStart().length;
}

const recorders = `
 (func $probe:way (param $byte i32) (param $condition i32) (result i32)
  (i32.store8 (i32.add (local.get $byte) (i32.eqz (local.get $condition))) (i32.const 1))
  (local.get $condition)
 )
 (func $probe:arm (param $last i32) (param $byte i32) (param $index i32) (result i32)
  (i32.store8
   (i32.add
    (local.get $byte)
    (select (local.get $index) (local.get $last) (i32.lt_u (local.get $index) (local.get $last)))
   )
   (i32.const 1)
  )
  (local.get $index)
 )`;
