import { importsOf, isIn, resolved, type Sources } from "./sources.ts";
import { builtinRooms, entries, mayImport, packageRooms } from "./tables.ts";

/** The folder or top file of src/ that a path belongs to. */
function zone(path: string): string {
  const [first, second] = path.split("/");
  return `${first}/${second}`;
}

function relativeImports(sources: Sources, within: string): readonly (readonly [file: string, target: string])[] {
  return [...sources]
    .filter(([file]) => file.startsWith(within))
    .flatMap(([file, text]) =>
      importsOf(text)
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => [file, resolved(file, specifier)] as const),
    );
}

/** Folders of src/ import only what the table allows. */
export function foldersKeepOrder(sources: Sources): readonly string[] {
  const strangers = [...sources.keys()].filter(
    (file) => file.startsWith("src/") && mayImport[zone(file)] === undefined,
  );
  const trespasses = relativeImports(sources, "src/").filter(([file, target]) => {
    const from = zone(file);
    return target.startsWith("src/") && zone(target) !== from && mayImport[from]?.includes(zone(target)) === false;
  });
  return [
    ...strangers.map((file) => `${file}: ${zone(file)} is not in the table of folders`),
    ...trespasses.map(([file, target]) => `${file}: ${zone(file)} may not import ${target}`),
  ];
}

/** src/ stays in src/, assembly/ in assembly/: the module and the host share numbers, never files. */
export function worldsStayApart(sources: Sources): readonly string[] {
  return ["src/", "assembly/"].flatMap((world) =>
    relativeImports(sources, world)
      .filter(([, target]) => !target.startsWith(world))
      .map(([file, target]) => `${file}: ${world} may not import ${target}`),
  );
}

/** AssemblyScript imports without a suffix and no packages; it has no `node:`. */
export function assemblyImportsAreBare(sources: Sources): readonly string[] {
  return [...sources]
    .filter(([file]) => file.startsWith("assembly/"))
    .flatMap(([file, text]) =>
      importsOf(text)
        .filter((specifier) => !specifier.startsWith(".") || /\.ts$/.test(specifier))
        .map((specifier) => `${file}: import "${specifier}" is not a relative path without suffix`),
    );
}

/** Each npm package and each built-in is used only in its rooms. */
export function packagesKeepTheirRooms(sources: Sources): readonly string[] {
  return [...sources]
    .filter(([file]) => file.startsWith("src/"))
    .flatMap(([file, text]) =>
      importsOf(text)
        .filter((specifier) => !specifier.startsWith("."))
        .filter((specifier) => !isIn(file, packageRooms[specifier] ?? builtinRooms[specifier] ?? []))
        .map((specifier) => `${file}: "${specifier}" does not live here`),
    );
}

/** The tables of rooms hold nothing that nobody uses any more. */
export function roomsAreLivedIn(sources: Sources): readonly string[] {
  const used = new Set([...sources].filter(([file]) => file.startsWith("src/")).flatMap(([, text]) => importsOf(text)));
  return [...Object.keys(packageRooms), ...Object.keys(builtinRooms)]
    .filter((name) => !used.has(name))
    .map((name) => `test/architecture/tables.ts: "${name}" is used nowhere in src`);
}

/** uvu is used through test/kit/suite.ts alone, which closes its silent passes. */
export function testsUseTheKit(sources: Sources): readonly string[] {
  return [...sources]
    .filter(([file]) => !isIn(file, ["test/kit/suite.ts", "test/kit/samples/"]))
    .filter(([, text]) => importsOf(text).includes("uvu"))
    .map(([file]) => `${file}: "uvu" is imported only by test/kit/suite.ts`);
}

/** Every file of src/ is reachable from an entry: what nobody imports is not shipped. */
export function everythingIsReachable(sources: Sources): readonly string[] {
  const seen = new Set<string>();
  const queue = [...entries];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    const text = sources.get(file);
    if (text === undefined || seen.has(file)) continue;
    seen.add(file);
    const here = file;
    queue.push(
      ...importsOf(text)
        .filter((path) => path.startsWith("."))
        .map((path) => resolved(here, path)),
    );
  }
  return [...sources.keys()]
    .filter((file) => file.startsWith("src/") && !seen.has(file))
    .map((file) => `${file}: nothing leads here from ${entries.join(" or ")}`);
}
