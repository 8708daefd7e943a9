import * as assert from "uvu/assert";

/** A value as the contract wants it: a test of it, a list of such, or an object with just these keys in this order. */
type Shape = ((value: unknown) => boolean) | readonly [Shape] | { readonly [key: string]: Shape };

const text = (value: unknown): boolean => typeof value === "string";
const word = (value: unknown): boolean => value === null || (typeof value === "string" && value !== "");
const number = (value: unknown): boolean => Number.isSafeInteger(value);
const flag = (value: unknown): boolean => typeof value === "boolean";
const id = (value: unknown): boolean => typeof value === "string" && /^\d{1,20}$/.test(value);
const absentId = (value: unknown): boolean => value === null || id(value);
const time = (value: unknown): boolean =>
  value === null || (typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/.test(value));
const failure = (value: unknown): boolean =>
  typeof value === "string" && /^(?:HRESULT 0x[0-9A-Fa-f]{1,8}|[\w.]+)(?:,[\w.+]+)?$/.test(value);

/** What src/windows/ask.ts says of each answer, to be held against a real one. */
export const contract = {
  greeting: {
    version: text,
    edition: (value: unknown) => value === "Desktop" || value === "Core",
    language: text,
    elevated: (value: unknown) => value === null || flag(value),
    computer: text,
    account: word,
    windows: word,
  },
  logons: {
    boot: time,
    logons: [{ id, type: number, start: time, package: word }],
    accounts: [{ id, domain: word, name: text, sid: word }],
    problems: [failure],
  },
  quser: { found: flag, exit: number, lines: [text] },
  wts: {
    sessions: [
      {
        ...{ session: number, station: text, state: number, flags: number, user: text, domain: text },
        ...{ logon: time, connect: time, disconnect: time, input: time, now: time },
        ...{ client: text, address: text, protocol: number },
      },
    ],
  },
  channels: {
    channels: [
      {
        name: text,
        enabled: (value: unknown) => value === null || flag(value),
        ...{ oldest: absentId, newest: absentId, records: absentId },
        problem: (value: unknown) => value === null || failure(value),
      },
    ],
  },
  open: { reader: number },
  next: { events: [text] },
  close: {},
} satisfies Record<string, Shape>;

/** Holds an answer against the contract: every key, no other, in this order, each of its kind. */
export function keeps(answer: unknown, shape: Shape, where = "answer"): void {
  if (typeof shape === "function") assert.ok(shape(answer), `${where}: ${JSON.stringify(answer)}`);
  else if (isList(shape)) {
    assert.ok(Array.isArray(answer), `${where} is no list: ${JSON.stringify(answer)}`);
    (answer as unknown[]).forEach((one, index) => {
      keeps(one, shape[0], `${where}[${index}]`);
    });
  } else {
    assert.equal(Object.keys(answer as object), Object.keys(shape), where);
    for (const [key, part] of Object.entries(shape))
      keeps((answer as Record<string, unknown>)[key], part, `${where}.${key}`);
  }
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}
