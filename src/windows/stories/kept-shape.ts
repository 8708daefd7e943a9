//  A state file is only as honest as who may write it: everything in it is looked at before stories go on from it, so that no
//  number gets into a text, no text into a number, and nothing is longer than what this program writes itself.

import { loginTypes, sessionKinds } from "../../model/session.ts";
import type { KeptStories } from "./kept.ts";
import { channelWords } from "./known.ts";

/** Whether a value out of JSON is what it should be. */
type Shape = (value: unknown) => boolean;

/** UTF-16 units of a text, at most. */
const LONGEST = 65_536;
/** Entries of a list, at most: more than any computer has open, or is remembered of it. */
const MOST = 131_072;

const text: Shape = (value) => typeof value === "string" && value.length <= LONGEST;
const truth: Shape = (value) => typeof value === "boolean";
const whole: Shape = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const digits: Shape = (value) => typeof value === "string" && /^-?\d{1,20}$/.test(value);
const id: Shape = (value) => typeof value === "string" && /^0x[0-9a-f]{1,16}$/.test(value);
const address: Shape = (value) => typeof value === "string" && /^(?:[0-9a-f]{8}|[0-9a-f]{32})$/.test(value);

function oneOf(words: readonly string[]): Shape {
  return (value) => words.some((word) => word === value);
}

function orNull(shape: Shape): Shape {
  return (value) => value === null || shape(value);
}

function list(shape: Shape, most = MOST): Shape {
  return (value) => Array.isArray(value) && value.length <= most && value.every(shape);
}

/** A list of so many things, each with a shape of its own. */
function row(...shapes: readonly Shape[]): Shape {
  return (value) =>
    Array.isArray(value) && value.length === shapes.length && shapes.every((shape, at) => shape(value[at]));
}

/** An object that has all of `needed`, perhaps some of `more`, and nothing else. */
function object(needed: Readonly<Record<string, Shape>>, more: Readonly<Record<string, Shape>> = {}): Shape {
  const shapes = new Map(Object.entries({ ...needed, ...more }));
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const isWhole = Object.keys(needed).every((name) => Object.hasOwn(value, name));
    return isWhole && Object.entries(value).every(([name, part]) => shapes.get(name)?.(part) === true);
  };
}

const number = object({ $n: digits });
const words = object({ $s: list(oneOf(channelWords), channelWords.length) });
const origin = { ip: object({ $b: address }), host: text, port: whole };

const asked = object(
  { time: number, record: number, by: object({}, { username: text, domain: text, account: text }) },
  { reason: text },
);

const session = object(
  {
    ...{ session: text, login: number, record: number, ids: list(id, 2), isSeat: truth, words, count: whole },
    ...{ who: object({}, { name: text, domain: text, sid: text }), origin: object({}, origin) },
  },
  {
    ...{ type: whole, authentication: text, loginType: oneOf(loginTypes), ts: whole, kind: oneOf(sessionKinds) },
    ...{ line: text, away: number, back: number, reason: object({ code: whole, time: number }) },
  },
);

const hint = object(
  { what: oneOf(["served", "authenticated", "connection", "credentials"]), word: oneOf(channelWords), time: number },
  { name: text, ...origin },
);

const host = object({
  ...{ name: text, boot: orNull(digits), bootTold: list(whole), isDown: truth, asked: orNull(asked) },
  ...{ sessions: list(session), hints: list(hint), hintCounts: row(whole, whole), gone: list(text), told: list(text) },
  ...{ left: list(row(text, text)), settled: list(row(text, digits, digits, digits)) },
});

const parts: Readonly<Record<keyof KeptStories, Shape>> = {
  version: (value) => value === 1,
  counts: object({ used: whole, loose: whole, putOut: whole }),
  settled: list(row(text, digits)),
  hosts: list(host),
};

/** What stories kept, out of JSON. Throws with what is not as it is written. */
export function keptStoriesOf(raw: unknown): KeptStories {
  const told = Object(raw) as Readonly<Record<string, unknown>>;
  for (const [name, shape] of Object.entries(parts)) {
    if (!Object.hasOwn(told, name) || !shape(told[name])) throw new Error(`stories: ${name} not as they are written`);
  }
  return raw as KeptStories;
}
