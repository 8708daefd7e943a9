// Controls (C0, DEL, C1), format characters (bidi, zero width), line and paragraph separators, lone surrogates.
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * Makes text from outside (a path, bytes of a file) safe to show on a terminal: what would act or hide becomes
 * `\xNN` or `\u{…}`. For messages only: a backslash stays, so applying it twice changes nothing and Windows paths read well.
 */
export function visible(text: string): string {
  return text.replace(hidden, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
  });
}
