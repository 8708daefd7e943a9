import { Lines } from "../../../src/sinks/influx/lines.ts";
import { type AboutLines, type Meaning, meaningOf } from "../../../src/sinks/influx/meaning.ts";
import type { WriteOutcome } from "../../../src/sinks/influx/outcome.ts";
import { settle } from "../../../src/sinks/influx/settle.ts";
import { linesIn } from "./sink-kit.ts";

const destination = { name: "InfluxDB" };
/** Every line is held. */
export const stored: Meaning = { kind: "stored" };
/** No answer. */
export const trouble: Meaning = { kind: "later", nature: "trouble", reason: "away" };
const refusal = ({ status }: AboutLines) =>
  ({ kind: "later", nature: "configuration", reason: `HTTP ${status}` }) as const;

/** A server in memory: which lines it holds, and how often it was asked. */
export class Model {
  readonly held = new Set<string>();
  requests = 0;
  readonly #answer: (lines: readonly string[], keep: (lines: readonly string[]) => void) => Meaning;

  constructor(answer: Model["answer"]) {
    this.#answer = answer;
  }

  answer(lines: readonly string[], keep: (lines: readonly string[]) => void): Meaning {
    return this.#answer(lines, keep);
  }

  readonly refusal = refusal;

  async send(text: Uint8Array): Promise<Meaning> {
    this.requests += 1;
    const lines = linesIn(text).filter((line) => !line.startsWith("#"));
    return this.answer(lines, (kept) => {
      for (const line of kept) this.held.add(line);
    });
  }
}

/** Settles text as a sink does that has sent all of it first. */
export async function settled(text: Uint8Array, model: Model): Promise<WriteOutcome> {
  return settle(new Lines(text), model, await model.send(text));
}

/** What an answer with this status and body means. */
export const refusedWith = (status: number, body: object | string): Meaning =>
  meaningOf(
    {
      status,
      headers: {},
      body: typeof body === "string" ? body : JSON.stringify(body),
      isWhole: true,
      isFromProxy: false,
    },
    destination,
  );
const isPoison = (line: string): boolean => line.startsWith("poison");
/** Those of some lines that can be stored. */
export const good = (lines: readonly string[]): readonly string[] => lines.filter((line) => !isPoison(line));
/** Those that no server takes. */
export const poison = (lines: readonly string[]): readonly string[] => lines.filter(isPoison);

/** How servers refuse poison: by a status alone, storing nothing or the rest, or naming some of the lines. */
export const servers: Readonly<Record<string, Model["answer"]>> = {
  "all or nothing": (lines, keep) => {
    if (poison(lines).length > 0) return refusedWith(400, "bad request");
    keep(lines);
    return stored;
  },
  "stores the rest": (lines, keep) => {
    keep(good(lines));
    return poison(lines).length > 0 ? refusedWith(422, { message: "no" }) : stored;
  },
  "InfluxDB 1": (lines, keep) => {
    keep(good(lines));
    const said = poison(lines).map((line) => `unable to parse '${line}': missing fields`);
    return said.length > 0 ? refusedWith(400, { error: `partial write: ${said.join("\n")} dropped=0` }) : stored;
  },
  "InfluxDB 3": (lines, keep) => {
    keep(good(lines));
    const data = lines.flatMap((line, index) =>
      isPoison(line) ? [{ original_line: line.slice(0, 20), line_number: index + 1, error_message: "no" }] : [],
    );
    return data.length > 0 ? refusedWith(400, { error: "partial write of line protocol occurred", data }) : stored;
  },
  "InfluxDB 3 that names two lines at most, with 200": (lines, keep) => {
    keep(good(lines));
    const data = lines.flatMap((line, index) => (isPoison(line) ? [{ line_number: index + 1 }] : []));
    return data.length > 0 ? refusedWith(200, { error: "partial write", data: data.slice(0, 2) }) : stored;
  },
  "refuses requests without lines for being empty": (lines, keep) => {
    if (lines.length === 0) return refusedWith(400, { error: "incoming write was empty" });
    return servers["all or nothing"]?.(lines, keep) ?? stored;
  },
};
