//  Column names come from the CREATE TABLE statement that SQLite keeps as it was typed. Only its shape is read:
//  words, quoted names, comments and brackets.

/** A quoted name or string, a comment, a plain word, or any other single character; what is not closed runs to the end. */
const token =
  /"(?:[^"]|"")*"?|`(?:[^`]|``)*`?|\[[^\]]*\]?|'(?:[^']|'')*'?|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[\p{L}\p{N}_$]+|\S/gu;

const tableConstraints = new Set(["constraint", "primary", "unique", "check", "foreign"]);

/** The columns of a table in the order in which rows store them, in lower case. Empty when the text is no CREATE TABLE. */
export function columnsOf(createTable: string): string[] {
  const columns: string[] = [];
  let depth = 0;
  let atStart = false;
  for (const [word] of createTable.matchAll(token)) {
    if (word.startsWith("--") || word.startsWith("/*")) continue;
    if (atStart && !tableConstraints.has(word.toLowerCase())) columns.push(unquote(word).toLowerCase());
    depth += word === "(" ? 1 : word === ")" ? -1 : 0;
    atStart = depth === 1 && (word === "," || (word === "(" && columns.length === 0));
    if (depth === 0 && word === ")") break;
  }
  return columns;
}

function unquote(word: string): string {
  const first = word.charAt(0);
  if (first === "[") return word.slice(1, -1);
  if (!`"'\``.includes(first) || word.length < 2) return word;
  return word.slice(1, -1).replaceAll(first + first, first);
}
