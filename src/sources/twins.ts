import type { Evidence } from "./evidence.ts";

/** Old records cut terminals and names to eight bytes, and times to seconds. */
const SHORT = 8;
const SECOND = 1_000_000n;

/**
 * The people of several files, each once: a file says nothing new of a terminal that an earlier, richer one gave to the
 * same name in the same second. Within one file, only an entry that repeats another whole is left out.
 */
export function withoutTwins(files: readonly (readonly Evidence[])[]): Evidence[] {
  const whole = new Set<string>();
  const seen = new Set<string>();
  return files.flatMap((people) => {
    const fresh = people.filter((person) => {
      const key = JSON.stringify([person.line, person.username, String(person.login), person.pid]);
      if (whole.has(key)) return false;
      whole.add(key);
      return ![-1n, 0n, 1n].some((apart) => seen.has(shortKey(person, apart)));
    });
    for (const person of fresh) seen.add(shortKey(person, 0n));
    return fresh;
  });
}

function shortKey({ line, username, login }: Evidence, apart: bigint): string {
  const second = login === undefined ? "" : String(login / SECOND + apart);
  return JSON.stringify([line?.slice(0, SHORT), username.slice(0, SHORT), second]);
}
