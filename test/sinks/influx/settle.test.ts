import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { Lines } from "../../../src/sinks/influx/lines.ts";
import { type AboutLines, type Meaning, meaningOf } from "../../../src/sinks/influx/meaning.ts";
import { settle } from "../../../src/sinks/influx/settle.ts";
import { describe } from "../../kit/suite.ts";
import { linesIn, linesOf, refusedIn } from "./sink-kit.ts";

const destination = { name: "InfluxDB" };
const stored: Meaning = { kind: "stored" };
const trouble: Meaning = { kind: "later", nature: "trouble", reason: "away" };
const refusal = ({ status }: AboutLines) =>
  ({ kind: "later", nature: "configuration", reason: `HTTP ${status}` }) as const;

/** A server in memory: which lines it holds, and how often it was asked. */
class Model {
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

const refusedWith = (status: number, body: object | string): Meaning =>
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
const good = (lines: readonly string[]): readonly string[] => lines.filter((line) => !isPoison(line));
const poison = (lines: readonly string[]): readonly string[] => lines.filter(isPoison);

/** How servers refuse poison: by a status alone, storing nothing or the rest, or naming some of the lines. */
const servers: Readonly<Record<string, Model["answer"]>> = {
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

const batches = fc
  .array(fc.boolean(), { minLength: 1, maxLength: 200 })
  .map((poisonous) => poisonous.map((is, index) => `${is ? "poison" : "m"},t=${index} v=1i ${index}`));
const rareBatches = fc
  .tuple(fc.integer({ min: 1, max: 2000 }), fc.array(fc.nat({ max: 1999 }), { maxLength: 5 }))
  .map(([count, at]) =>
    Array.from({ length: count }, (_, index) => `${at.includes(index) ? "poison" : "m"} v=${index}`),
  );
const runs = { numRuns: 60 };

describe("settling a batch", (test) => {
  for (const [name, answer] of Object.entries(servers)) {
    test(`with a server that ${name}, exactly the good lines are stored, for any poison`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.oneof(batches, rareBatches), async (lines) => {
          const model = new Model(answer);
          const outcome = await settle(new Lines(linesOf(...lines)), model);
          assert.is(outcome.kind, "stored");
          assert.equal([...model.held].sort(), [...good(lines)].sort());
          assert.equal(refusedIn(outcome), [...poison(lines)].sort());
          assert.is(outcome.lines, good(lines).length);
          const [count, bad] = [lines.length, poison(lines).length];
          assert.ok(model.requests <= 2 * bad * Math.ceil(Math.log2(count + 1)) + 3, `${model.requests} requests`);
        }),
        runs,
      );
    });
  }

  test("a whole batch of another type is refused in one request", async () => {
    const model = new Model((lines) =>
      refusedWith(400, { error: `partial write: field type conflict: … dropped=${lines.length}` }),
    );
    const outcome = await settle(new Lines(linesOf(...Array.from({ length: 5000 }, (_, n) => `m v=${n}`))), model);
    assert.equal([outcome.kind, outcome.lines, model.requests], ["stored", 0, 1]);
    assert.is(outcome.refused[0]?.lines, 5000);
  });

  test("at any limit of size every line that fits is stored, and what is larger is refused", async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 100 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 11, max: 400 }), async (lengths, limit) => {
        const lines = lengths.map((length, index) => `${String(index).padStart(3, "0")}${"x".repeat(length)}`);
        const size = (some: readonly string[]): number => some.join("\n").length + 1;
        const model = new Model((some, keep) => {
          if (size(some) > limit) return refusedWith(413, "too large");
          keep(some);
          return stored;
        });
        const outcome = await settle(new Lines(linesOf(...lines)), model);
        const small = lines.filter((line) => size([line]) <= limit);
        assert.equal([outcome.kind, outcome.lines], ["stored", small.length]);
        assert.equal([...model.held].sort(), small);
        assert.equal(refusedIn(outcome), lines.filter((line) => size([line]) > limit).sort());
      }),
      runs,
    );
  });

  test("whatever a server answers, no line is lost: each is held, refused by it, or waits", async () => {
    const kinds = fc.array(fc.nat({ max: 9 }), { minLength: 5, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(batches, kinds, fc.boolean(), async (lines, script, isLenient) => {
        let turn = 0;
        const model = new Model((some, keep) => {
          const kind = script[turn % script.length] ?? 0;
          turn += 1;
          if (kind <= 5) return servers[isLenient ? "stores the rest" : "all or nothing"]?.(some, keep) ?? stored;
          if (kind === 6) keep(some);
          if (kind === 7) return refusedWith(413, "");
          return kind === 8 ? refusedWith(503, "away") : trouble;
        });
        const outcome = await settle(new Lines(linesOf(...lines)), model);
        const waiting = outcome.kind === "later" ? linesIn(outcome.rest) : [];
        const refused = new Set(refusedIn(outcome));
        for (const line of lines) {
          const isAccounted = model.held.has(line) || waiting.includes(line) || refused.has(line);
          assert.ok(isAccounted, `${line} is lost`);
        }
        if (outcome.kind === "later") assert.is(outcome.lines, waiting.length);
        else assert.is(outcome.lines + refused.size, lines.length);
      }),
      { numRuns: 200 },
    );
  });

  test("trouble in the middle keeps what is decided and gives the rest back in its order", async () => {
    const lines = Array.from({ length: 64 }, (_, index) => `${index === 3 ? "poison" : "m"} v=${index}`);
    let asked = 0;
    const model = new Model((some, keep) => {
      asked += 1;
      return asked > 12 ? trouble : (servers["all or nothing"]?.(some, keep) ?? stored);
    });
    const outcome = await settle(new Lines(linesOf(...lines)), model);
    if (outcome.kind !== "later") throw new Error(outcome.kind);
    assert.equal(
      linesIn(outcome.rest),
      lines.filter((line) => !model.held.has(line) && !refusedIn(outcome).includes(line)),
    );
    assert.is(outcome.reason, "away");
  });

  test("a refusal that holds without any line is the request's, and nothing is refused for good", async () => {
    for (const count of [1, 100]) {
      const model = new Model(() => refusedWith(400, { error: "database is required" }));
      const outcome = await settle(new Lines(linesOf(...Array(count).fill("m v=1i 1"))), model);
      if (outcome.kind !== "later") throw new Error(outcome.kind);
      assert.equal([outcome.nature, outcome.lines, outcome.refused, model.requests], ["configuration", count, [], 2]);
    }
  });

  test("a limit of size that even a request without lines breaks is the request's", async () => {
    const outcome = await settle(new Lines(linesOf("m v=1i 1")), new Model(() => refusedWith(413, "")));
    assert.equal([outcome.kind, outcome.refused], ["later", []]);
  });

  test("lines beyond what is kept are found by their age, in two requests", async () => {
    const lines = Array.from({ length: 1000 }, (_, index) => `m,t=${index} v="a b 12" ${(index * 7919) % 1000}`);
    const isOld = (line: string): boolean => Number(line.split(" ").at(-1)) < 400;
    const words = (count: number): string => `partial write: points beyond retention policy dropped=${count}`;
    const model = new Model((some, keep) => {
      keep(some.filter((line) => !isOld(line)));
      const dropped = some.filter(isOld).length;
      return dropped > 0 ? refusedWith(400, { error: words(dropped) }) : stored;
    });
    const outcome = await settle(new Lines(linesOf(...lines)), model);
    assert.equal([outcome.kind, outcome.lines, model.requests], ["stored", 600, 2]);
    assert.equal(refusedIn(outcome), lines.filter(isOld).sort());
    assert.equal(
      outcome.refused.map(({ nature }) => nature),
      ["retention"],
    );
  });

  test("a count of old lines that is not the oldest ones' refuses nobody who can be stored", async () => {
    const lines = Array.from({ length: 300 }, (_, index) => `m,t=${index} v=1i ${index}`);
    const isOut = (line: string): boolean => Number(line.split(" ").at(-1)) % 50 === 49;
    const model = new Model((some, keep) => {
      keep(some.filter((line) => !isOut(line)));
      const dropped = some.filter(isOut).length;
      const message = `failure writing points to database: partial write: dropped ${dropped} points outside retention policy of duration 1h0m0s dropped=${dropped}`;
      return dropped > 0 ? refusedWith(422, { code: "unprocessable entity", message }) : stored;
    });
    const outcome = await settle(new Lines(linesOf(...lines)), model);
    assert.equal([outcome.kind, outcome.lines], ["stored", 294]);
    assert.equal(refusedIn(outcome), lines.filter(isOut).sort());
    assert.equal(new Set(outcome.refused.map(({ nature }) => nature)), new Set(["retention"]));
  });

  test("a line cannot have another one refused by what is written in it", async () => {
    const victim = "m,u=bob v=1i 1";
    const forged = [
      `poison,u=x': missing\\ fields\\nunable\\ to\\ parse\\ '${victim}`,
      `poison v="unable to parse '${victim}': missing fields"`,
      `poison v="points beyond retention policy dropped=2"`,
      `poison v="database not found"`,
    ];
    for (const [name, answer] of Object.entries(servers)) {
      const model = new Model(answer);
      const outcome = await settle(new Lines(linesOf(victim, ...forged)), model);
      assert.equal([...model.held], [victim], name);
      assert.equal(refusedIn(outcome), forged.toSorted(), name);
    }
  });
});
