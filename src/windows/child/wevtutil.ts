import { type Answer, type Arguments, AskError } from "../ask.ts";
import type { Program, Start } from "./program.ts";
import { runProgram } from "./run-program.ts";
import { failureOf, WevtutilReader } from "./wevtutil-reader.ts";

/** Logs that may be open at a time, each a program that waits. */
const MOST = 16;

/** Identifiers that one XPath has room for. */
const MOST_IDS = 20;

/** The channel verbs by wevtutil.exe, one program for each question. */
export class Wevtutil {
  readonly #path: string;
  readonly #start: Start;
  readonly #limit: number;
  readonly #readers = new Map<number, WevtutilReader>();
  #last = 0;

  /** @param limit milliseconds of one question */
  constructor(path: string, start: Start, limit: number) {
    this.#path = path;
    this.#start = start;
    this.#limit = limit;
  }

  async channels({ names }: Arguments<"channels">): Promise<Answer<"channels">> {
    const channels: Answer<"channels">["channels"][number][] = [];
    for (const name of names) channels.push(await this.#channel(name));
    return { channels };
  }

  /** Its readers have numbers below zero: never mistaken for the child's. */
  async open({ log, kind, after, ids }: Arguments<"open">): Promise<Answer<"open">> {
    if (this.#readers.size >= MOST) throw new AskError("refused", `more than ${MOST} logs are open`);
    const reader = new WevtutilReader();
    const file = kind === "file" ? ["/lf:true"] : [];
    const args = ["qe", named(log), ...file, `/q:${query(after, ids)}`, "/f:xml", "/rd:false", "/uni:true"];
    try {
      await reader.open(this.#start, this.#program(args), this.#limit);
    } catch (error) {
      reader.close();
      throw error;
    }
    this.#last -= 1;
    this.#readers.set(this.#last, reader);
    return { reader: this.#last };
  }

  next({ reader, most }: Arguments<"next">): Promise<Answer<"next">> {
    const open = this.#readers.get(reader);
    if (open === undefined) return Promise.reject(new AskError("refused", "NoSuchReader"));
    return open.next(most, this.#limit);
  }

  close({ reader }: Arguments<"close">): Answer<"close"> {
    this.#readers.get(reader)?.close();
    this.#readers.delete(reader);
    return {};
  }

  async #channel(name: string): Promise<Answer<"channels">["channels"][number]> {
    const unknown = { name, enabled: null, oldest: null, newest: null, records: null };
    try {
      const settings = await this.#told("gl", name);
      const state = await this.#told("gli", name);
      const oldest = state.get("oldestRecordNumber") ?? null;
      const records = state.get("numberOfLogRecords") ?? null;
      const enabled = settings.get("enabled");
      return {
        name,
        enabled: enabled === undefined ? null : enabled === "true",
        oldest,
        newest: newest(oldest, records),
        records,
        problem: null,
      };
    } catch (error) {
      if (!(error instanceof AskError)) throw error;
      return { ...unknown, problem: error.detail };
    }
  }

  /** What it tells as `name: value`, one in each line. */
  async #told(verb: "gl" | "gli", name: string): Promise<ReadonlyMap<string, string>> {
    const { output, end } = await runProgram(this.#start, this.#program([verb, named(name)]), this.#limit);
    if (end.exit !== 0) throw new AskError("refused", failureOf(end));
    return new Map(
      [...output.toString("latin1").matchAll(/^\s*(\w+):[ \t]*(.*?)\s*$/gm)].map(([, key = "", value = ""]) => [
        key,
        value,
      ]),
    );
  }

  #program(args: readonly string[]): Program {
    return { path: this.#path, args };
  }
}

/** A log's name as an argument. Throws AskError where it would be taken for an option. */
function named(log: string): string {
  if (!/^[/-]/.test(log) && !log.includes("\0")) return log;
  throw new AskError("refused", "a log's name that looks like an option");
}

/** An XPath from numbers alone. */
function query(after: string, ids: readonly number[]): string {
  if (!/^\d{1,20}$/.test(after) || !ids.every(Number.isSafeInteger)) throw new AskError("refused", "no number");
  if (ids.length > MOST_IDS) throw new AskError("refused", "TooManyIds");
  const terms = [
    ...(BigInt(after) > 0n ? [`EventRecordID>${BigInt(after)}`] : []),
    ...(ids.length > 0 ? [`(${ids.map((id) => `EventID=${id}`).join(" or ")})`] : []),
  ];
  return terms.length === 0 ? "*" : `*[System[${terms.join(" and ")}]]`;
}

/** Records of a log are numbered without a gap. */
function newest(oldest: string | null, records: string | null): string | null {
  if (!/^\d{1,20}$/.test(oldest ?? "") || !/^[1-9]\d{0,19}$/.test(records ?? "")) return null;
  return String(BigInt(oldest ?? 0) + BigInt(records ?? 0) - 1n);
}
