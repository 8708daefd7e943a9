/** The text under a heading, up to the next heading of its rank or a higher one; throws when there is none. */
export function section(markdown: string, title: string): string {
  const lines = markdown.split("\n");
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, "") === title);
  if (start < 0) throw new Error(`there is no heading "${title}"`);
  const rank = lines[start]?.indexOf(" ") ?? 0;
  const length = lines.slice(start + 1).findIndex((line) => /^#+ /.test(line) && line.indexOf(" ") <= rank);
  return lines.slice(start + 1, length < 0 ? undefined : start + 1 + length).join("\n");
}

/** What of a text a pattern finds, each once. */
export function words(text: string, pattern: RegExp): readonly string[] {
  return [...new Set(text.match(pattern))];
}

/** What is only in one of two lists, said in words. */
export function difference(real: readonly string[], documented: readonly string[]): readonly string[] {
  return [
    ...real.filter((name) => !documented.includes(name)).map((name) => `${name} is not documented`),
    ...documented.filter((name) => !real.includes(name)).map((name) => `${name} is documented, but does not exist`),
  ];
}
