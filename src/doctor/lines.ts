/** One line of a list, and the cure below it. */
export interface Line {
  readonly name: string;
  readonly status: string;
  readonly facts: readonly (string | undefined)[];
  readonly cure: string | undefined;
}

/** Lines of one kind. */
export interface List {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** Lists below each other, in common columns; a list without lines is left out. */
export function listsText(lists: readonly List[]): string {
  const all = lists.flatMap(({ lines }) => lines);
  const nameWidth = widest(all.map(({ name }) => name));
  const statusWidth = widest(all.map(({ status }) => status));
  const told = lists.filter(({ lines }) => lines.length > 0);
  const rendered = told.map(({ title, lines }) => {
    const rows = lines.map((line) => renderLine(line, nameWidth, statusWidth));
    return `${title}\n${rows.join("")}\n`;
  });
  return rendered.join("");
}

/** What can be told, and from what: a line each. */
export function endsText(ends: readonly (readonly [title: string, answer: string])[]): string {
  const width = widest(ends.map(([title]) => title));
  return ends.map(([title, answer]) => `${title.padEnd(width)}  ${answer}\n`).join("");
}

function renderLine({ name, status, facts, cure }: Line, nameWidth: number, statusWidth: number): string {
  const told = facts.filter((fact) => fact !== undefined).join(", ");
  const line = `  ${name.padEnd(nameWidth)}  ${status.padEnd(statusWidth)}  ${told}`.trimEnd();
  return cure === undefined ? `${line}\n` : `${line}\n${" ".repeat(nameWidth + statusWidth + 6)}cure: ${cure}\n`;
}

/** A time without its seconds and its T. */
export function minute(time: string): string {
  return time.slice(0, 16).replace("T", " ");
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length));
}
