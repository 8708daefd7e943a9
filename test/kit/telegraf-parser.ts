//  Telegraf's reading of line protocol (plugins/parsers/influx), by its rules as documented in the project's reference:
//  laxer than ours. What it takes apart differently from the strict grammar would be somebody else's metric.

/** A metric as Telegraf holds it. */
export interface Metric {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string | bigint | number | boolean>>;
  /** Nanoseconds since 1970; undefined: Telegraf would take its own clock. */
  readonly time: bigint | undefined;
}

/** Reads a whole text as `exec` does: the first bad line throws, and takes all metrics with it. */
export function parseAll(text: string): Metric[] {
  return linesOf(text).flatMap((line) => parseLine(line) ?? []);
}

/** What became of one line of a stream: a metric, nothing (a comment, a blank), or an error; the next line goes on. */
export function parseOne(line: string): Metric | Error | undefined {
  try {
    return parseLine(line);
  } catch (error) {
    return error as Error;
  }
}

function linesOf(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function parseLine(raw: string): Metric | undefined {
  const line = raw.replace(/\r$/, "").replace(/^[ \t\v\f]+/, "");
  if (line === "" || line.startsWith("#")) return undefined;
  const reader = new LineReader(line);
  const name = reader.word("measurement", /[^\t\n\v\f\r ,\\]/, /[, ]/);
  const tags: Record<string, string> = {};
  while (reader.take(",")) {
    const key = reader.word("tag key", /[^\t\n\v\f\r ,=\\]/, /[,= "\\]/);
    reader.expect("=");
    tags[key] = reader.word("tag value", /[^\t\n\v\f\r ,=\\]/, /[,= "\\]/);
  }
  reader.blanks("fields");
  const fields: Record<string, string | bigint | number | boolean> = {};
  do {
    const key = reader.word("field key", /[^\t\n\v\f\r ,=\\]/, /[,= "\\]/);
    reader.expect("=");
    fields[key] = reader.value();
  } while (reader.take(","));
  return { name, tags, fields, time: reader.time() };
}

class LineReader {
  readonly #line: string;
  #at = 0;

  constructor(line: string) {
    this.#line = line;
  }

  take(character: string): boolean {
    if (this.#line[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  expect(character: string): void {
    if (!this.take(character)) this.#fail(`expected ${character}`);
  }

  blanks(before: string): void {
    const found = /^[ \t\v\f]+/.exec(this.#rest())?.[0] ?? this.#fail(`expected a blank before ${before}`);
    this.#at += found.length;
  }

  /** A name: plain characters, and a backslash with any other behind it, which is dropped before `escapable` ones. */
  word(what: string, plain: RegExp, escapable: RegExp): string {
    let word = "";
    for (;;) {
      const character = this.#line[this.#at] ?? "";
      if (character === "\\" && this.#at + 1 < this.#line.length) {
        const next = this.#line[this.#at + 1] ?? "";
        word += escapable.test(next) ? next : `\\${next}`;
        this.#at += 2;
      } else if (character !== "" && plain.test(character)) {
        word += character;
        this.#at += 1;
      } else break;
    }
    return word === "" ? this.#fail(`empty ${what}`) : word;
  }

  value(): string | bigint | number | boolean {
    if (this.take('"')) return this.#quoted();
    const [text] = /^[^, \t\v\f]+/.exec(this.#rest()) ?? [""];
    this.#at += text.length;
    if (/^-?\d+i$/.test(text) || /^\d+u$/.test(text)) return this.#integer(text);
    if (/^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return Number(text);
    if (/^(?:t|T|true|True|TRUE)$/.test(text)) return true;
    if (/^(?:f|F|false|False|FALSE)$/.test(text)) return false;
    return this.#fail("bad value");
  }

  time(): bigint | undefined {
    if (/^[ \t\v\f]*$/.test(this.#rest())) return undefined;
    this.blanks("the timestamp");
    const [, digits] = /^(-?\d{1,19})[ \t\v\f]*$/.exec(this.#rest()) ?? this.#fail("bad timestamp");
    return BigInt(digits ?? "");
  }

  #quoted(): string {
    let text = "";
    while (!this.take('"')) {
      const character = this.#line[this.#at] ?? this.#fail("string without end");
      const next = this.#line[this.#at + 1] ?? "";
      const isEscape = character === "\\" && /["\\]/.test(next);
      text += isEscape ? next : character;
      this.#at += isEscape ? 2 : 1;
    }
    return text;
  }

  #integer(text: string): bigint {
    const value = BigInt(text.slice(0, -1));
    const [least, most] = text.endsWith("u") ? [0n, 2n ** 64n] : [-(2n ** 63n), 2n ** 63n];
    return value >= least && value < most ? value : this.#fail("number out of range");
  }

  #rest(): string {
    return this.#line.slice(this.#at);
  }

  #fail(what: string): never {
    throw new Error(`metric parse error: ${what} at 1:${this.#at + 1}: ${JSON.stringify(this.#line)}`);
  }
}
