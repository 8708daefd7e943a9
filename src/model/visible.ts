// C0, DEL, C1, line and paragraph separators, bidi controls, zero-width characters, lone surrogates.
const hidden = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/gu;

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
