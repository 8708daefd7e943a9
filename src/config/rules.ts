import { millisecondsOf } from "../model/duration.ts";
import type { Rule } from "./setting.ts";
import { bytesOf } from "./size.ts";

/** One of some words. */
export function choice(names: readonly string[]): Rule {
  return { expected: names.join(", "), accepts: (text) => names.includes(text) };
}

/** A time between two, both of them included and written as one writes them: `100ms` and `1h`. */
export function time(least: string, most: string): Rule {
  return within(least, most, "as in 10s, 500ms, 1m30s, 30d", millisecondsOf);
}

/** A number of bytes between two, both of them included and written as one writes them: `1MiB` and `1TiB`. */
export function size(least: string, most: string): Rule {
  return within(least, most, "as in 64MiB, 1GiB", bytesOf);
}

function within(least: string, most: string, example: string, read: (text: string) => number | undefined): Rule {
  const low = read(least) ?? Number.NaN;
  const high = read(most) ?? Number.NaN;
  return {
    expected: `${least} to ${most}, ${example}`,
    accepts(text) {
      const count = read(text);
      return count !== undefined && count >= low && count <= high;
    },
  };
}

/** Some words, or else what another rule takes. */
export function wordOr(words: readonly string[], rule: Rule): Rule {
  return {
    expected: `${words.join(", ")}, or ${rule.expected}`,
    accepts: (text) => words.includes(text) || rule.accepts(text),
  };
}

/** The URL of a server: secrets have no place in it, nor has what would be a query. */
export const serverUrl: Rule = {
  expected: "http:// or https:// with a host, without user, password, ? and #, as in http://127.0.0.1:8086",
  accepts(text) {
    const url = webUrl(text);
    return url !== undefined && url.username === "" && url.password === "" && !/[?#@]/.test(text);
  },
};

/** The URL of a web proxy, perhaps with user and password. */
export const proxyUrl: Rule = {
  expected: "http:// or https:// with a host and no path, as in http://proxy.example:3128",
  accepts(text) {
    const url = webUrl(text);
    if (url === undefined || url.pathname !== "/" || /[?#]/.test(text)) return false;
    return [url.username, url.password].every(isDecodable);
  },
};

function isDecodable(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

/** Spaces and controls, which a URL's parser would leave out without a word, are no part of one. */
function webUrl(text: string): URL | undefined {
  if (!/^https?:\/\/(?!\/)[^\s\p{Cc}\p{Cf}\\]+$/u.test(text)) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.hostname === "" ? undefined : url;
}

/** Text of one line that servers can take as a name. */
export const name: Rule = {
  expected: "a name of at most 255 characters, without control characters",
  accepts: (text) => text.length <= 255 && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text),
};

/** A secret as HTTP headers can carry it. */
export const secret: Rule = {
  expected: "one line of at most 8192 characters, without control characters",
  accepts: (text) => text.length <= 8192 && !/\p{Cc}/u.test(text),
};
