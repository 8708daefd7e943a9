import type { IncomingHttpHeaders } from "node:http";

/** Characters of the server's own words that a sentence holds. */
const WORDS = 400;

/** What came back for a request. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** False where the body had no end that we waited for. */
  readonly isWhole: boolean;
  /** A web proxy answered instead of the server. */
  readonly isFromProxy: boolean;
}

/** What an answer says, as far as it says it in one of the ways that servers have. */
export interface AnswerText {
  /** The server's whole message, as it is: hostile, and of any length. */
  readonly words: string;
  /** What InfluxDB 3 says of single lines. */
  readonly lines: readonly unknown[];
}

/** Reads the message of an answer: JSON's `error` or `message`, InfluxDB's header, or the body. */
export function textOf({ headers, body }: Answer): AnswerText {
  const json = jsonOf(body);
  const { error, message, data } = json ?? {};
  const said = [error, message].find((value) => typeof value === "string" && value !== "");
  const header = headers["x-influxdb-error"];
  const words = typeof said === "string" ? said : typeof header === "string" ? header : body.trim();
  return { words, lines: Array.isArray(data) ? data : data === undefined || data === null ? [] : [data] };
}

/** A server's words for a sentence: cut to what a person reads. */
export function shortened(words: string): string {
  const [line = ""] = words.trim().split("\n", 1);
  return line.length > WORDS ? `${line.slice(0, WORDS)}…` : line;
}

function jsonOf(body: string): Readonly<Record<string, unknown>> | undefined {
  if (!body.trimStart().startsWith("{")) return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
