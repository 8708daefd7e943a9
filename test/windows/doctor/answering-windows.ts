import {
  type Answer,
  type Arguments,
  AskError,
  type Greeting,
  type Verb,
  type Windows,
} from "../../../src/windows/ask.ts";

/** A Security log and its kin, as a fake Windows has them. */
export interface FakeLog {
  readonly problem?: string;
  readonly enabled?: boolean;
  /** Ids and times of its events, from record 1 on. */
  readonly events?: readonly (readonly [id: number, time: string])[];
}

/** What a fake Windows answers; what is an AskError is thrown. */
export interface Answers {
  readonly greeting: Partial<Greeting> | AskError;
  readonly logons?: Partial<Answer<"logons">> | AskError;
  readonly quser?: Answer<"quser"> | AskError;
  readonly wts?: Answer<"wts"> | AskError;
  readonly logs?: Readonly<Record<string, FakeLog>> | AskError;
}

const usual: Greeting = {
  version: "5.1.20348.2849",
  edition: "Desktop",
  language: "FullLanguage",
  elevated: true,
  computer: "SRV1",
  account: "EXAMPLE\\admin",
  windows: "10.0.20348",
};

/** A Windows that gives the same answers each time. */
export class AnsweringWindows implements Windows {
  readonly #answers: Answers;
  readonly #readers: { readonly events: readonly string[] }[] = [];

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  async greet(): Promise<Greeting> {
    return { ...usual, ...given(this.#answers.greeting) };
  }

  async ask<V extends Verb>(verb: V, asked: Arguments<V>): Promise<Answer<V>> {
    return this.#answer(verb, asked) as Answer<V>;
  }

  async close(): Promise<void> {}

  #answer(verb: Verb, asked: Arguments<Verb>): unknown {
    const { logons, quser, wts } = this.#answers;
    if (verb === "logons") return { boot: null, logons: [], accounts: [], problems: [], ...given(logons ?? {}) };
    if (verb === "quser") return given(quser ?? { found: true, exit: 1, lines: [] });
    if (verb === "wts") return given(wts ?? { sessions: [] });
    if ("names" in asked) return { channels: asked.names.map((name) => this.#channel(name)) };
    if (verb === "open") return this.#open(asked as Arguments<"open">);
    if (verb === "next") return this.#readers[(asked as Arguments<"next">).reader];
    return {};
  }

  #channel(name: string): Answer<"channels">["channels"][number] {
    const log = this.#log(name);
    if (log === undefined) return { ...unknown, name, problem: "EventLogNotFoundException" };
    if (log.problem !== undefined) return { ...unknown, name, problem: log.problem };
    const records = log.events?.length ?? 0;
    const extent = records === 0 ? {} : { oldest: "1", newest: String(records) };
    return { ...unknown, name, enabled: log.enabled ?? true, records: String(records), ...extent };
  }

  #open({ log, after, ids }: Arguments<"open">): Answer<"open"> {
    const events = (this.#log(log)?.events ?? [])
      .filter(([id], index) => index + 1 > Number(after) && (ids.length === 0 || ids.includes(id)))
      .map(
        ([id, time]) => `<Event><System><EventID>${id}</EventID><TimeCreated SystemTime='${time}'/></System></Event>`,
      );
    return { reader: this.#readers.push({ events: events.slice(0, 1) }) - 1 };
  }

  #log(name: string): FakeLog | undefined {
    const logs = given(this.#answers.logs ?? {});
    return logs[name];
  }
}

const unknown = { enabled: null, oldest: null, newest: null, records: null, problem: null };

function given<T>(answer: T | AskError): T {
  if (answer instanceof AskError) throw answer;
  return answer;
}
