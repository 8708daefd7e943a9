import { renderError } from "../../model/error.ts";
import { type Answer, type AnswerText, shortened, textOf } from "./answer.ts";
import type { Later } from "./outcome.ts";
import { retryAfter } from "./retry-after.ts";

/** What an answer to posted lines means. */
export type Meaning = { readonly kind: "stored" } | AboutLines | Postponed;

/** `lines`: some or all of them cannot be taken, the others may have been; `too-large`: so many at once cannot. */
export interface AboutLines {
  readonly kind: "lines" | "too-large";
  readonly status: number;
  readonly text: AnswerText;
}

/** Nothing is known of the lines: they are to be sent again. */
export interface Postponed extends Pick<Later, "kind" | "nature" | "reason" | "retryAfter"> {
  /** Absent where no answer came. */
  readonly status?: number;
}

/** The server and the place in it, for sentences. */
export interface Destination {
  readonly name: string;
  readonly database?: string | undefined;
}

interface Row {
  readonly from: number;
  readonly to?: number;
  /** What the server's message begins with; only where no text of a line can stand in it. */
  readonly words?: RegExp;
  readonly nature: Later["nature"];
  readonly problem: string;
  readonly cure?: string | ((destination: Destination) => string);
}

//  The first row that fits decides. 400, 413 and 422 are about lines and not in here.
const rows: readonly Row[] = [
  {
    from: 300,
    to: 399,
    nature: "configuration",
    problem: "the server sends us elsewhere, and redirects are not followed",
    cure: "give the address itself in --influx-url",
  },
  {
    from: 401,
    nature: "configuration",
    problem: "the server does not accept the credentials",
    cure: "check --influx-user and --influx-password-file, or --influx-token-file",
  },
  {
    from: 403,
    nature: "configuration",
    problem: "the server does not allow writing",
    cure: "give the user or the token the right to write there",
  },
  {
    from: 404,
    words: /^database not found/,
    nature: "configuration",
    problem: "the database is not there",
    cure: ({ database }) => `run CREATE DATABASE ${JSON.stringify(database ?? "")}, or check --influx-database`,
  },
  {
    from: 404,
    words: /^(?:bucket|organization name) /,
    nature: "configuration",
    problem: "the bucket is not there, or the token may not see it",
    cure: "check --influx-org and --influx-bucket",
  },
  {
    from: 404,
    nature: "configuration",
    problem: "lines are not taken at this address",
    cure: "check --influx-url, --influx-version and the name of the database or bucket",
  },
  {
    from: 407,
    nature: "configuration",
    problem: "the web proxy does not accept the credentials",
    cure: "give user and password in --influx-proxy",
  },
  { from: 408, nature: "trouble", problem: "the server did not get the whole request in time" },
  { from: 425, nature: "trouble", problem: "the server cannot take lines now" },
  { from: 429, nature: "trouble", problem: "the server wants fewer requests" },
  {
    from: 400,
    to: 499,
    nature: "configuration",
    problem: "the server refuses the request",
    cure: "check --influx-url and --influx-version",
  },
  {
    from: 500,
    words: /^retention policy not found/,
    nature: "configuration",
    problem: "the retention policy is not there",
    cure: "check --influx-retention-policy",
  },
  { from: 0, to: Number.POSITIVE_INFINITY, nature: "trouble", problem: "the server cannot take lines now" },
];

/** A cluster of 1.x that has taken the lines for a member which is away: its whole message, for lines can be quoted in others. */
const handedOff = /^(?:write(?: failed)?: )?hinted handoff queue not empty$/;

const aboutLines: ReadonlySet<number> = new Set([400, 422]);

/** What an answer means for the lines that were sent. */
export function meaningOf(answer: Answer, destination: Destination): Meaning {
  const { status } = answer;
  const text = textOf(answer);
  if (answer.isFromProxy) return postponed(answer, text, destination);
  if (status === 204) return { kind: "stored" };
  if (status >= 200 && status < 300) return successful(answer, text, destination);
  if (status === 413) return { kind: "too-large", status, text };
  if (aboutLines.has(status)) return { kind: "lines", status, text };
  if (status === 500 && handedOff.test(text.words)) return { kind: "stored" };
  return postponed(answer, text, destination);
}

/** What a success says that has nothing to say. */
const brief = /^\s*(?:ok)?\s*$/i;

/** 200 and 201 are what some versions of InfluxDB 3 answer to a partial write, and what a web page has. */
function successful(answer: Answer, text: AnswerText, destination: Destination): Meaning {
  const { status, body, headers, isWhole } = answer;
  const isJson = body.trimStart().startsWith("{");
  const isPage = headers["content-type"]?.includes("html") === true || /^\s*</.test(body);
  if (isPage || !(isJson || brief.test(body))) {
    const found = isPage ? "a web page" : `"${text.words}"`;
    const facts = { path: destination.name, found: shortened(`HTTP ${status}, ${found}`), cure: "check --influx-url" };
    const reason = renderError("E_SINK", "what answers is no InfluxDB", facts);
    return { kind: "later", nature: "configuration", reason, status };
  }
  if (!isWhole) {
    const reason = renderError("E_SINK", "the answer has no end", { path: destination.name, found: `HTTP ${status}` });
    return { kind: "later", nature: "trouble", reason, status };
  }
  const isPartial = text.lines.length > 0 || (isJson && text.words !== body.trim());
  return isPartial ? { kind: "lines", status, text } : { kind: "stored" };
}

/** Any answer that is not about lines, as what it lets us wait for. */
export function postponed(answer: Answer, { words }: AnswerText, destination: Destination): Postponed {
  const { status } = answer;
  const row = rows.find((one) => {
    const isIn = status >= one.from && status <= (one.to ?? one.from);
    return isIn && (one.words === undefined || one.words.test(words));
  });
  const wait = retryAfter(answer.headers);
  const { location } = answer.headers;
  const said = location !== undefined ? `Location ${withoutSecrets(location)}` : words === "" ? "" : `"${words}"`;
  const found = shortened(said === "" ? `HTTP ${status}` : `HTTP ${status}, ${said}`);
  const cure = typeof row?.cure === "function" ? row.cure(destination) : row?.cure;
  const subject = answer.isFromProxy ? `the web proxy before ${destination.name}` : destination.name;
  const facts = { path: subject, found, ...(cure !== undefined && { cure }) };
  const problem = answer.isFromProxy ? "no way to the server" : (row?.problem ?? "");
  const reason = renderError("E_SINK", problem, facts);
  const nature = wait === undefined ? (row?.nature ?? "trouble") : "trouble";
  return { kind: "later", nature, reason, status, ...(wait !== undefined && { retryAfter: wait }) };
}

function withoutSecrets(location: string): string {
  if (!URL.canParse(location)) return location;
  const url = new URL(location);
  url.username = "";
  url.password = "";
  url.search = "";
  return url.href;
}
