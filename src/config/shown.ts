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
  if (setting.secret === "misplaced") return undefined;
  const shown = shownValue(setting, text);
  return shown === "" ? "nothing" : shown === undefined ? undefined : clipped(shown);
}

/** Text from outside, cut where it is too long to be told. */
export function clipped(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}

/** Whatever stands before the last @ may be a password, which may hold anything. */
function withoutUser(url: string): string {
  return url.replace(/^(https?:\/\/)?.*@/s, (_, scheme: string | undefined) => `${scheme ?? ""}(hidden)@`);
}
