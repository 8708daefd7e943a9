/**
 * Drops what only people read: indentation, blank lines, comments (which have their lines to themselves), and spaces next to
 * signs that need none. Texts in quotes stay as they are; a text in quotes ends on the line where it began.
 */
export function minified(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map(narrowed)
    .join("\n");
}

/** A quoted text, or what stands between two of them. */
const pieces = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[^'"]+|['"]/g;

function narrowed(line: string): string {
  return line.replaceAll(pieces, (piece) => (/^['"]/.test(piece) ? piece : tightened(piece)));
}

function tightened(piece: string): string {
  return piece.replaceAll(/ *([-+!<>]?=|[{};,+<>|*?]) */g, "$1").replaceAll(/\b(if|for|foreach|while) \(/g, "$1(");
}
