/** One point of line protocol, unescaped. Strings stay as they are between the quotes' escapes. */
export interface Point {
  readonly measurement: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly fields: ReadonlyMap<string, string | bigint | boolean>;
  readonly timestamp: bigint;
}

const INT64 = 2n ** 63n;

/** What servers store of a key or tag value at most. */
const TEXT_BYTES = 64 * 1024;

/**
 * Reads line protocol by the strictest rules of any server (InfluxDB 1 to 3, VictoriaMetrics, the Go reference encoder):
 * throws on control characters, an unescaped or useless escape before a separator, an empty or trailing-backslash key or
 * tag value, tags out of order, a key twice, a tag and a field of one name, reserved names, floats, 64-bit overflow, a
 * text above 64 KiB, a missing timestamp.
 */
export function parseLineProtocol(text: string): Point[] {
  if (text === "") return [];
  if (!text.endsWith("\n")) throw new Error("the last line does not end");
  return text.slice(0, -1).split("\n").map(parseLine);
}

function parseLine(line: string): Point {
  const fail = (what: string): never => {
    throw new Error(`${what}: ${JSON.stringify(line)}`);
  };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u.test(line)) fail("control character");
  let at = 0;
  const peek = (): string => line[at] ?? "";
  //  A name up to one of `ends`; a backslash escapes the characters of `escapable` and else means itself.
  const name = (what: string, ends: string, escapable: string): string => {
    let value = "";
    while (at < line.length && !ends.includes(peek())) {
      if (peek() === "\\" && at + 1 < line.length && escapable.includes(line[at + 1] ?? "")) at += 1;
      else if (",= ".includes(peek()) && escapable.includes(peek())) fail(`unescaped ${peek()} in ${what}`);
      value += peek();
      at += 1;
    }
    if (value === "") fail(`empty ${what}`);
    if (value.endsWith("\\")) fail(`${what} ends in a backslash`);
    if (Buffer.byteLength(value) > TEXT_BYTES) fail(`${what} is too long`);
    return value;
  };
  const expect = (character: string): void => {
    if (peek() !== character) fail(`expected ${character} at ${at}`);
    at += 1;
  };

  //  A column `time` is refused, names that begin with an underscore are the server's own.
  const key = (what: string): string => {
    const found = name(what, "=, ", ",= ");
    return found === "time" || found.startsWith("_") ? fail(`reserved ${what} ${found}`) : found;
  };

  if (peek() === "#") fail("comment");
  const measurement = name("measurement", ", ", ", ");
  if (measurement.startsWith("_")) fail("reserved measurement");
  const tags = new Map<string, string>();
  let previous = "";
  while (peek() === ",") {
    at += 1;
    const tag = key("tag key");
    expect("=");
    if (tag <= previous) fail(`tag ${tag} after ${previous}`);
    previous = tag;
    tags.set(tag, name(`tag ${tag}`, ", ", ",= "));
  }
  expect(" ");
  const fields = new Map<string, string | bigint | boolean>();
  do {
    if (fields.size > 0) at += 1;
    const field = key("field key");
    expect("=");
    if (fields.has(field) || tags.has(field)) fail(`${field} twice`);
    fields.set(field, peek() === '"' ? quoted() : (boolean() ?? integer()));
  } while (peek() === ",");
  expect(" ");
  const digits = /^-?(0|[1-9][0-9]*)$/.exec(line.slice(at))?.[0] ?? fail("bad timestamp");
  return { measurement, tags, fields, timestamp: int64(digits) };

  function quoted(): string {
    let value = "";
    at += 1;
    while (peek() !== '"') {
      if (at >= line.length) fail("string without end");
      if (peek() === "\\" && '"\\'.includes(line[at + 1] ?? "")) at += 1;
      value += peek();
      at += 1;
    }
    at += 1;
    return value;
  }
  function boolean(): boolean | undefined {
    const [word] = /^(?:true|false)(?=[ ,])/.exec(line.slice(at)) ?? [];
    at += word?.length ?? 0;
    return word === undefined ? undefined : word === "true";
  }
  function integer(): bigint {
    const found = /^(-?(?:0|[1-9][0-9]*))i(?=[ ,])/.exec(line.slice(at)) ?? fail(`bad value at ${at}`);
    at += found[0].length;
    return int64(found[1] ?? "");
  }
  function int64(text: string): bigint {
    const value = BigInt(text);
    if (value < -INT64 || value >= INT64) fail(`${text} is no 64-bit integer`);
    return value;
  }
}

/** What makes a point the same for a server: two of them would be one. */
export function identityOf({ measurement, tags, timestamp }: Point): string {
  return JSON.stringify([measurement, [...tags], String(timestamp)]);
}
