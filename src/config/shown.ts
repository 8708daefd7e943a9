import type { Setting } from "./setting.ts";

/** Characters of a value or a name that are shown: what is longer was put there by mistake. */
const SHOWN = 120;

/** A value as it may be shown to everybody; undefined when it may not. */
export function shownValue({ secret }: Pick<Setting, "secret">, text: string): string | undefined {
  if (secret === "value") return undefined;
  return secret === "user-info" ? withoutUser(text) : text;
}

/** A value that was refused, as its error may show it: bounded; undefined when it may not be shown. */
export function shownRefused(setting: Pick<Setting, "secret">, text: string): string | undefined {
  if (text === "") return "nothing";
  if (setting.secret === "misplaced") return undefined;
  const shown = shownValue(setting, text);
  if (shown === undefined || (setting.secret === "user-info" && !isPlainAddress(shown))) return undefined;
  return clipped(shown);
}

/** What is no address may be user and password with a slip of the pen between them, or a query with a token in it. */
function isPlainAddress(text: string): boolean {
  return /^(?:\w+:\/\/)?(?:\(hidden\)@)?[\w.-]*(?::\d{1,5})?(?:\/[\w./-]*)?$/.test(text);
}

/** Text from outside, cut where it is too long to be told. */
export function clipped(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}

/** Whatever stands before the last @ may be a password, which may hold anything. */
function withoutUser(url: string): string {
  return url.replace(/^(https?:\/\/)?.*@/s, (_, scheme: string | undefined) => `${scheme ?? ""}(hidden)@`);
}
