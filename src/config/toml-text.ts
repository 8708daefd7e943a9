import { commaSeparated } from "./said.ts";
import type { Setting } from "./setting.ts";

/** Quotes, backslashes, and what would act or hide on a terminal. */
const special = /["\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** A text in quotes, as TOML has it, that is safe to show. A lone surrogate, which TOML cannot hold, becomes U+FFFD. */
export function tomlText(text: string): string {
  const escaped = text.replace(special, (character) => {
    if (character === '"' || character === "\\") return `\\${character}`;
    if (/\p{Cs}/u.test(character)) return "\uFFFD";
    return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`;
  });
  return `"${escaped}"`;
}

/** The values of a setting as the file has them: a switch, a list or a text. */
export function tomlValue(
  { value, repeatable }: Pick<Setting, "value" | "repeatable">,
  texts: readonly string[],
): string {
  if (value === undefined) return texts[0] ?? "false";
  return repeatable ? `[${texts.map(tomlText).join(", ")}]` : tomlText(texts[0] ?? "");
}

/** The same of a standard or an example in an option table, where a list is written with commas. */
export function tomlOfRow(setting: Setting, text: string): string {
  return tomlValue(setting, setting.repeatable ? commaSeparated(text) : [text]);
}
