import type { QuarantineFile } from "../../src/deliver/refusals.ts";
import { linesIn } from "../../src/model/whole-lines.ts";
import type { LineSink, Refused, WriteOutcome } from "../../src/sinks/influx/outcome.ts";

/** What a server does with a request: the lines of it that stay undecided, and those that it refuses. */
export type Deed = (lines: readonly string[]) => WriteOutcome | Promise<WriteOutcome>;

/** A sink that does one deed after the other, and then stores everything. */
export class ScriptedSink implements LineSink {
  readonly name = "InfluxDB at http://scripted";
  /** Lines that were stored, in their order. */
  readonly stored: string[] = [];
  /** Lines of each request. */
  readonly requests: number[] = [];
  isClosed = false;
  #isBusy = false;
  readonly #deeds: Deed[];

  constructor(...deeds: readonly Deed[]) {
    this.#deeds = [...deeds];
  }

  async write(text: Uint8Array): Promise<WriteOutcome> {
    if (this.#isBusy) throw new Error("two calls at once");
    this.#isBusy = true;
    await Promise.resolve();
    const lines = linesOf(text);
    this.requests.push(lines.length);
    const outcome = (await this.#deeds.shift()?.(lines)) ?? { kind: "stored", lines: lines.length, refused: [] };
    const left = outcome.kind === "later" ? linesOf(outcome.rest) : [];
    const others = new Set([...left, ...outcome.refused.flatMap((some) => linesOf(some.text))]);
    this.stored.push(...lines.filter((line) => !others.has(line)));
    this.#isBusy = false;
    return outcome;
  }

  close(): void {
    this.isClosed = true;
  }
}

/** Lines of a text, without their LF. */
export function linesOf(text: Uint8Array): string[] {
  return Buffer.from(text).toString().split("\n").slice(0, -1);
}

/** A text of lines. */
export function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

/** A deed: nothing is decided but what is refused. */
export function fails(
  nature: "trouble" | "configuration",
  reason: string,
  more: { readonly retryAfter?: number; readonly left?: (line: string) => boolean } = {},
): Deed {
  const { left = () => true, ...asked } = more;
  return (lines) => {
    const rest = Buffer.from(textOf(lines.filter(left)));
    return { kind: "later", nature, reason, ...asked, rest, lines: linesIn(rest), refused: [] };
  };
}

/** A deed: some lines are refused, the others stored. */
export function refuses(nature: Refused["nature"], isRefused: (line: string) => boolean): Deed {
  return (lines) => {
    const bad = lines.filter(isRefused);
    const refused: Refused[] = bad.map((line) => {
      return { nature, text: Buffer.from(`${line}\n`), lines: 1, status: 400, reason: `unable to parse '${line}'` };
    });
    return { kind: "stored", lines: lines.length - bad.length, refused };
  };
}

/** A quarantine in memory, whose disk may be full for a while. */
export class MemoryQuarantine implements QuarantineFile {
  readonly path = "/state/quarantine.jsonl";
  readonly lines: string[] = [];
  /** So many calls fail. */
  failures = 0;

  add(refused: readonly Refused[], server: string): void {
    if (server === "") throw new Error("nobody refused them");
    if (this.failures-- > 0) throw new Error("no space left on device");
    this.lines.push(...refused.flatMap(({ text }) => linesOf(text)));
  }
}
