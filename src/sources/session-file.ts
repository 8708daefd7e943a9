/** A file of `KEY=value` lines as logind writes them, one character a byte. A key that comes again is the later one. */
export function parseSessionFile(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  LINE.lastIndex = 0;
  for (let match = LINE.exec(text); match !== null && match[0] !== ""; match = LINE.exec(text)) {
    const [, key, quoted, plain = ""] = match;
    if (key === undefined) continue;
    values.set(key, quoted === undefined ? unescapeC(plain) : quoted.replaceAll(/\\(["\\`$])/g, "$1"));
  }
  return values;
}

//  Two ways of writing a value, told by its first character. Newer systemd writes what a shell would read: "…" where
//  needed, with a backslash before " \ ` and $, and control characters as they are: a value may hold line breaks, and what
//  stands behind them is no key. Older systemd and elogind write some values bare with C escapes, where " comes as \".
//  The last alternative takes a comment, an empty line, or a line that is none of ours.
const LINE = /(?:([A-Z0-9_]+)=(?:"((?:[^"\\]|\\[\s\S])*)"[^\n]*|([^\n]*))|[^\n]*)(?:\n|$)/y;

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|([0-7]{3})|([\s\S]))/g;
const letters: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  s: " ",
};

/** C escapes; a backslash that begins none stands before a character that is itself. */
function unescapeC(text: string): string {
  return text.replaceAll(ESCAPE, (_, hex?: string, octal?: string, letter = "") => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    return letters[letter] ?? letter;
  });
}
