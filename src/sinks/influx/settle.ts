import { visible } from "../../model/visible.ts";
import { type AnswerText, shortened } from "./answer.ts";
import { type Complaint, complaintOf } from "./complaint.ts";
import { inConflict } from "./conflict.ts";
import type { Lines } from "./lines.ts";
import type { AboutLines, Meaning, Postponed } from "./meaning.ts";
import type { Refused, WriteOutcome } from "./outcome.ts";
import { oldest } from "./retention.ts";

/** How lines are posted, and what stands for a request that holds no line at fault. */
export interface Posting {
  /** Sends lines once. */
  send(text: Uint8Array): Promise<Meaning>;
  /** A sentence for a request that is refused whatever lines it holds. */
  refusal(answer: AboutLines): Postponed;
}

/** A request without lines: what is wrong with it is wrong with the request. */
const probe = new TextEncoder().encode("# whoflux\n");
/** How servers refuse a request for having no lines. InfluxDB 3: `incoming write was empty`. */
const nothing = /\bempty\b|\brequires points\b|\bno (?:valid )?(?:points|lines|data)\b/i;

/** Who says the same of a request with lines has not seen them: something on the way has taken them off. */
function isForNothing(empty: AnswerText, full: AnswerText): boolean {
  return nothing.test(empty.words) && empty.words !== full.words;
}

/**
 * Sends lines until each is stored, refused for good, or has to wait; good lines may be sent more than once. `first`: what
 * they came to when all were sent together.
 */
export async function settle(lines: Lines, posting: Posting, first: Meaning): Promise<WriteOutcome> {
  const settlement = new Settlement(lines, posting);
  await settlement.judge(
    Array.from({ length: lines.count }, (_, index) => index),
    first,
  );
  return settlement.outcome();
}

class Settlement {
  readonly #lines: Lines;
  readonly #posting: Posting;
  readonly #undecided: Set<number>;
  readonly #refused = new Map<string, { facts: Pick<Refused, "nature" | "status" | "reason">; indexes: number[] }>();
  #stored = 0;
  #later: Postponed | undefined;
  /** Something was stored, so that what is refused is refused for its lines. */
  #isRequestSound = false;

  constructor(lines: Lines, posting: Posting) {
    this.#lines = lines;
    this.#posting = posting;
    this.#undecided = new Set(Array.from({ length: lines.count }, (_, index) => index));
  }

  outcome(): WriteOutcome {
    const refused = [...this.#refused.values()].map(({ facts, indexes }) => {
      const sorted = indexes.toSorted((one, other) => one - other);
      return { ...facts, text: this.#lines.join(sorted), lines: sorted.length };
    });
    if (this.#later === undefined) return { kind: "stored", lines: this.#stored, refused };
    const { kind, nature, reason, retryAfter } = this.#later;
    const rest = this.#lines.join([...this.#undecided]);
    const lines = this.#undecided.size;
    return { kind, nature, reason, rest, lines, refused, ...(retryAfter !== undefined && { retryAfter }) };
  }

  async #settle(indexes: readonly number[]): Promise<void> {
    if (indexes.length === 0 || this.#later !== undefined) return;
    await this.judge(indexes, await this.#send(indexes));
  }

  async #send(indexes: readonly number[]): Promise<Meaning> {
    return this.#posting.send(this.#lines.join(indexes));
  }

  async judge(indexes: readonly number[], meaning: Meaning): Promise<void> {
    if (meaning.kind === "stored") this.#store(indexes);
    else if (meaning.kind === "later") this.#later = meaning;
    else if (meaning.kind === "too-large") await this.#divide(indexes, meaning);
    else await this.#hear(indexes, meaning);
  }

  /** Follows what the server says of lines as far as it is beyond doubt; else halves find out. */
  async #hear(indexes: readonly number[], answer: AboutLines): Promise<void> {
    const complaint = complaintOf(answer.text, this.#lines, indexes);
    const { named, dropped, isRetention } = complaint;
    if (named.size > 0) {
      for (const [index, reason] of named) this.#refuse([index], "poison", answer, reason);
      const others = indexes.filter((index) => !named.has(index));
      if (others.length === 0) return;
      const again = await this.#send(others);
      // A server that names one line at a time would be asked as often as there are bad ones, with nearly all lines.
      if (again.kind === "lines") await this.#divideNamed(others, again);
      else await this.judge(others, again);
      return;
    }
    const nature = isRetention ? "retention" : "poison";
    if (dropped === indexes.length) return this.#refuse(indexes, nature, answer);
    const suspects = this.#suspects(indexes, complaint);
    if (suspects.length > 0 && suspects.length === dropped) await this.#suspect(indexes, suspects, nature, answer);
    else await this.#divide(indexes, answer);
  }

  async #divideNamed(indexes: readonly number[], answer: AboutLines): Promise<void> {
    const { named } = complaintOf(answer.text, this.#lines, indexes);
    if (named.size === 0) return this.#hear(indexes, answer);
    for (const [index, reason] of named) this.#refuse([index], "poison", answer, reason);
    const others = indexes.filter((index) => !named.has(index));
    const middle = others.length >> 1;
    await this.#settle(others.slice(0, middle));
    await this.#settle(others.slice(middle));
  }

  /** The lines that a server may mean without naming them. */
  #suspects(indexes: readonly number[], { dropped = 0, isRetention, conflict }: Complaint): readonly number[] {
    if (isRetention && dropped < indexes.length) return oldest(this.#lines, indexes, dropped);
    return conflict === undefined ? [] : inConflict(this.#lines, indexes, conflict);
  }

  /** When all others are stored, these are as many as were dropped, and so they are the ones. */
  async #suspect(
    indexes: readonly number[],
    suspects: readonly number[],
    nature: Refused["nature"],
    answer: AboutLines,
  ): Promise<void> {
    const suspected = new Set(suspects);
    const others = indexes.filter((index) => !suspected.has(index));
    const meaning = await this.#send(others);
    if (meaning.kind === "stored") {
      this.#store(others);
      this.#refuse(suspects, nature, answer);
      return;
    }
    await this.judge(others, meaning);
    await this.#settle(suspects);
  }

  async #divide(indexes: readonly number[], answer: AboutLines): Promise<void> {
    if (!(await this.#isAboutLines(answer))) return;
    if (indexes.length === 1) {
      const { isRetention } = complaintOf(answer.text, this.#lines, indexes);
      this.#refuse(indexes, isRetention ? "retention" : "poison", answer);
      return;
    }
    const middle = indexes.length >> 1;
    await this.#settle(indexes.slice(0, middle));
    await this.#settle(indexes.slice(middle));
  }

  /** False, and the end of this try: a request without any line is refused too, so lines are not to blame. */
  async #isAboutLines(answer: AboutLines): Promise<boolean> {
    if (this.#isRequestSound) return true;
    const meaning = await this.#posting.send(probe);
    if (meaning.kind === "later") this.#later = meaning;
    else if (meaning.kind === "stored" || isForNothing(meaning.text, answer.text)) this.#isRequestSound = true;
    else this.#later = this.#posting.refusal(answer);
    return this.#isRequestSound;
  }

  #store(indexes: readonly number[]): void {
    this.#isRequestSound = true;
    this.#stored += indexes.length;
    for (const index of indexes) this.#undecided.delete(index);
  }

  #refuse(
    indexes: readonly number[],
    nature: Refused["nature"],
    { status, text }: AboutLines,
    words = text.words,
  ): void {
    const reason = visible(shortened(words === "" ? `HTTP ${status}` : words));
    const key = `${nature} ${status} ${reason}`;
    const known = this.#refused.get(key) ?? { facts: { nature, status, reason }, indexes: [] };
    known.indexes.push(...indexes);
    this.#refused.set(key, known);
    for (const index of indexes) this.#undecided.delete(index);
  }
}
