//  The wire between us and PowerShell: lines of ASCII in both directions.
//
//      to it    base64 of {"id":7,"verb":"next","arguments":{…}}
//      from it  whoflux 7 ok base64 of the answer [KiB of its working set]
//               whoflux 7 err base64 of {"id":"what went wrong"} [KiB]
//               whoflux 0 language ConstrainedLanguage
//
//  0 is the greeting's id. Anything else that it prints is noise.

/** An answer, or an error in its place. */
export interface AnswerFrame {
  readonly kind: "ok" | "err";
  readonly id: number;
  /** What the base64 held, parsed. */
  readonly body: unknown;
  /** KiB of memory that the child works in, where it says so. */
  readonly memory: number | undefined;
}

/** One line of the child, understood: also the policy's language mode, and what begins like an answer and is none. */
export type Frame =
  | AnswerFrame
  | { readonly kind: "language"; readonly id: number; readonly mode: string }
  | { readonly kind: "broken"; readonly id: number };

const MARKS = /^(?:\xef\xbb\xbf)+/;
const ANSWER = /^whoflux (\d{1,15}) (ok|err) (\S+)(?: (\d{1,12}))?$/;
const LANGUAGE = /^whoflux (\d{1,15}) language (\w{1,64})$/;
const OPENING = /^whoflux (\d{1,15})(?: |$)/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** One request as a line of ASCII, its LF included. */
export function requestLine(id: number, verb: string, given: unknown): string {
  return `${Buffer.from(JSON.stringify({ id, verb, arguments: given })).toString("base64")}\n`;
}

/** What a line says, given as latin1 without its LF; undefined: noise. A byte order mark and a CR do not count. */
export function parseFrame(line: string): Frame | undefined {
  const text = line.replace(MARKS, "").trimEnd();
  const [, id, kind, base64 = "", memory] = ANSWER.exec(text) ?? [];
  if (kind === "ok" || kind === "err") {
    const body = decoded(base64);
    if (body === undefined) return { kind: "broken", id: Number(id) };
    return { kind, id: Number(id), body: body.value, memory: memory === undefined ? undefined : Number(memory) };
  }
  const [, asked, mode] = LANGUAGE.exec(text) ?? [];
  if (mode !== undefined) return { kind: "language", id: Number(asked), mode };
  const [, opened] = OPENING.exec(text) ?? [];
  return opened === undefined ? undefined : { kind: "broken", id: Number(opened) };
}

/** The JSON inside; undefined: no base64, or no JSON. */
function decoded(base64: string): { readonly value: unknown } | undefined {
  if (base64.length % 4 !== 0 || !BASE64.test(base64)) return undefined;
  try {
    return { value: JSON.parse(Buffer.from(base64, "base64").toString()) };
  } catch {
    return undefined;
  }
}
