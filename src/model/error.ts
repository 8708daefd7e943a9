import { visible } from "./visible.ts";

/**
 * What kind of thing stopped the job: wrong usage or configuration; contents nobody can read; damaged compression;
 * a place records come from; a place they go to.
 */
export type ErrorCode = "E_USAGE" | "E_FORMAT" | "E_CONTAINER" | "E_SOURCE" | "E_SINK";

/** The plain facts of an error. Text may come from outside as it is: it is made visible when it is rendered. */
export interface ErrorFacts {
  /** What the sentence is about: a file, an option, a server. */
  readonly path?: string;
  /** Bytes from the start of the file; of the compressed file under E_CONTAINER. */
  readonly offset?: number | bigint;
  readonly expected?: string;
  readonly found?: string;
  /** What the reader can do about it, as an order: `run as root`. */
  readonly cure?: string;
  readonly cause?: unknown;
}

/** The one error class: thrown only for what stops the job; its message is the whole rendered sentence. */
export class WhofluxError extends Error {
  override readonly name = "WhofluxError";
  readonly code: ErrorCode;
  /** What is wrong, without subject, place and cure. */
  readonly problem: string;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, problem: string, facts: ErrorFacts = {}) {
    super(renderError(code, problem, facts), facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = code;
    this.problem = problem;
    this.facts = facts;
  }

  get path(): string | undefined {
    return this.facts.path;
  }

  get offset(): number | bigint | undefined {
    return this.facts.offset;
  }

  get expected(): string | undefined {
    return this.facts.expected;
  }

  get found(): string | undefined {
    return this.facts.found;
  }

  get cure(): string | undefined {
    return this.facts.cure;
  }
}

/**
 * Renders an error as one sentence: `subject: offset 0x1f80: what is wrong (expected X, found Y); cure`.
 * Lower case, no full stop, one line whatever the facts hold.
 */
export function renderError(code: ErrorCode, problem: string, facts: ErrorFacts): string {
  const place = code === "E_CONTAINER" ? "compressed offset" : "offset";
  const where = facts.offset === undefined ? "" : `${place} 0x${facts.offset.toString(16)}: `;
  const compared = [
    facts.expected === undefined ? "" : `expected ${facts.expected}`,
    facts.found === undefined ? "" : `found ${facts.found}`,
  ].filter((part) => part !== "");
  const comparison = compared.length === 0 ? "" : ` (${compared.join(", ")})`;
  const subject = facts.path === undefined ? "" : `${facts.path}: `;
  const cure = facts.cure === undefined ? "" : `; ${facts.cure}`;
  return visible(`${subject}${where}${problem}${comparison}${cure}`);
}
