import { bareCode, isIn, type Sources, withoutComments } from "./sources.ts";
import { chance, emptyNames, fileLines, processRooms } from "./tables.ts";

function within(sources: Sources, folder: string): readonly (readonly [file: string, text: string])[] {
  return [...sources].filter(([file]) => file.startsWith(folder));
}

/** Files stay short; one that cannot says why in its first lines, with the words "long because". */
export function filesAreShort(sources: Sources): readonly string[] {
  return [...sources]
    .map(([file, text]) => [file, text, text.trimEnd().split("\n").length] as const)
    .filter(([, text, lines]) => lines > fileLines && !/long because/i.test(text.slice(0, 1000)))
    .map(([file, , lines]) => `${file}: ${lines} lines, more than ${fileLines}, and no "long because" in its head`);
}

/** A file is named for what is inside. */
export function namesSaySomething(sources: Sources): readonly string[] {
  return [...sources.keys()]
    .filter((file) => emptyNames.test(file.slice(file.lastIndexOf("/") + 1)))
    .map((file) => `${file}: the name says nothing about what is inside`);
}

/** An export has the name its file gives it, everywhere. */
export function nothingIsDefault(sources: Sources): readonly string[] {
  return [...sources]
    .filter(([, text]) => /^\s*export default\b|\bas default\b/m.test(bareCode(text)))
    .map(([file]) => `${file}: default export`);
}

/** Logic never reads the process. */
export function processIsLeftAlone(sources: Sources): readonly string[] {
  return within(sources, "src/")
    .filter(([file, text]) => !isIn(file, processRooms) && /\bprocess\s*[.[]/.test(bareCode(text)))
    .map(([file]) => `${file}: looks at the process`);
}

/** The same input gives the same output on every run and machine. */
export function nothingIsLeftToChance(sources: Sources): readonly string[] {
  return within(sources, "src/").flatMap(([file, text]) =>
    chance
      .filter(([pattern, , rooms]) => !isIn(file, rooms) && pattern.test(bareCode(text)))
      .map(([pattern, name]) => `${file}: depends on ${name} (${pattern.source})`),
  );
}

/** Memory that grew would detach the host's views. */
export function memoryIsNeverGrown(sources: Sources): readonly string[] {
  return [...within(sources, "src/"), ...within(sources, "assembly/")]
    .filter(([, text]) => /\bmemory\s*\.\s*grow\b/.test(bareCode(text)))
    .map(([file]) => `${file}: grows the memory`);
}

/** A flag at the call site says nothing: `open(path, true)`. */
export function parametersAreNotBoolean(sources: Sources): readonly string[] {
  return within(sources, "src/").flatMap(([file, text]) =>
    [...bareCode(text).matchAll(/\bfunction\*?\s*\w*\s*(?:<[^(]*>)?\(([^)]*)\)/g)]
      .filter(([, parameters]) => /:\s*boolean\b/.test(parameters ?? ""))
      .map(([signature]) => `${file}: boolean parameter in ${signature.replaceAll(/\s+/g, " ")}`),
  );
}

const EXPORTED = /^export (?:declare |abstract |async )*(function\*?|class|interface|type|const|let) (\w+)/;

/** Everything that src/ exports is explained where it is defined; in assembly/, every exported function and class. */
export function exportsAreDocumented(sources: Sources): readonly string[] {
  const isToExplain = (file: string, kind: string): boolean =>
    file.startsWith("src/") || (file.startsWith("assembly/") && /^(?:function|class)/.test(kind));
  return [...sources].flatMap(([file, text]) => {
    const lines = text.split("\n");
    const code = withoutComments(text).split("\n");
    return code.flatMap((line, index) => {
      const [, kind, name] = EXPORTED.exec(line) ?? [];
      if (kind === undefined || !isToExplain(file, kind) || isExplained(lines, index)) return [];
      return [`${file}:${index + 1}: ${name} has no sentence above it`];
    });
  });
}

/**
 * A comment right above; constants may share one. A type that is only the names or members of a table
 * (`keyof typeof table`) is explained by the table.
 */
function isExplained(lines: readonly string[], index: number): boolean {
  if (/^export type \w+ = (?:keyof typeof|\(typeof)\b/.test(lines[index] ?? "")) return true;
  const above = lines[index - 1] ?? "";
  if (/^(?:\s*\*\/|\s*\/\*\*.*\*\/|\/\/)/.test(above)) return true;
  return /^export (?:const|type) /.test(above) && isExplained(lines, index - 1);
}
