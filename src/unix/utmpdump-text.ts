const BYTE_ORDER_MARK = "\xef\xbb\xbf";

/** What the programs say on stderr before the first record; harmless where both went into one file. */
const HEADER = /^Utmp (?:un)?dump of /;

/** True when the first bytes of a file are text as utmpdump prints it. */
export function looksLikeUtmpdumpText(head: Uint8Array): boolean {
  for (let at = 0; at < head.length; ) {
    const newline = head.indexOf(0x0a, at);
    const end = newline < 0 ? head.length : newline;
    const line = cleanedLine(String.fromCharCode(...head.subarray(at, Math.min(end, at + 256))));
    if (!isSilentLine(line)) return /^\[ *-?\d{1,6}\] \[/.test(line);
    at = end + 1;
  }
  return false;
}

/** A line, one character per byte, without a byte order mark before it and a carriage return behind it. */
export function cleanedLine(text: string): string {
  const from = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  return text.slice(from, text.endsWith("\r") ? -1 : undefined);
}

/** True for lines that hold no record and need no word about it. */
export function isSilentLine(line: string): boolean {
  return HEADER.test(line) || /^[ \t]*$/.test(line);
}
