import fc from "fast-check";
import * as assert from "uvu/assert";
import type { WindowsEvent } from "../../../src/windows/events/event.ts";
import { chanceOf } from "../../kit/chance.ts";
import { describe } from "../../kit/suite.ts";
import { asRead, logon, type PlainEvent, systemTime, toJson, toXml } from "./event-writer.ts";
import { readText } from "./reading.ts";

const text = fc.string({ unit: "grapheme", maxLength: 12 });
const name = text.filter((one) => one !== "Data" && !one.endsWith("_attributes") && one !== "#attributes");

/** Any events, each with its own place in the order. */
const events: fc.Arbitrary<PlainEvent[]> = fc
  .array(
    fc.record({
      data: fc.uniqueArray(fc.tuple(name, text), { selector: ([key]) => key, maxLength: 6 }),
      computer: text.filter((one) => one !== ""),
      version: fc.nat(255),
      jump: fc.nat(1000),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => {
    let seconds = 0;
    return parts.map(({ jump, ...part }, number) => {
      seconds += jump;
      return { ...logon(number), ...part, systemTime: systemTime(seconds), record: BigInt(number) };
    });
  });

const gap = fc.constantFrom("", "\n", "\r\n", "  \n", "<!-- & < > -->", "<?pi <Event> ?>");
const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 20 });
const style = fc.record({
  quote: fc.constantFrom("'" as const, '"' as const),
  gap: fc.constantFrom("", "\n  ", "\r\n\t"),
  rendering: fc.boolean(),
});

function encoded(whole: string, encoding: "utf8" | "utf16le" | "utf16be"): Buffer {
  if (encoding === "utf8") return Buffer.from(whole);
  const bytes = Buffer.from(whole, "utf16le");
  return encoding === "utf16le" ? bytes : bytes.swap16();
}

const encoding = fc.constantFrom("utf8" as const, "utf16le" as const, "utf16be" as const);

describe("any events", (test) => {
  test("written as XML in any style, encoding and chunks are read back", async () => {
    const property = fc.asyncProperty(
      events,
      style,
      gap,
      encoding,
      sizes,
      async (written, how, between, code, cuts) => {
        const whole = `<Events>${written.map((event) => toXml(event, how)).join(between)}</Events>`;
        const reading = await readText(encoded(whole, code), cuts);
        assert.equal(reading.skips, []);
        assert.equal(reading.events, written.map(asRead));
      },
    );
    await fc.assert(property, { numRuns: 150 });
  });

  test("written as JSON Lines of any shape are read back", async () => {
    const shape = fc.constantFrom(
      toJson,
      (event: PlainEvent) => JSON.stringify(toXml(event)),
      (event: PlainEvent) =>
        JSON.stringify({ id: event.id, note: "<b>", raw: `<?xml version="1.0"?>\n${toXml(event)}` }),
    );
    const property = fc.asyncProperty(events, shape, encoding, sizes, async (written, write, code, cuts) => {
      const reading = await readText(encoded(written.map(write).join("\n"), code), cuts);
      assert.equal(reading.skips, []);
      assert.equal(reading.events, written.map(asRead));
    });
    await fc.assert(property, { numRuns: 150 });
  });

  test("are read alike in any order of their texts", async () => {
    const property = fc.asyncProperty(events, fc.infiniteStream(fc.nat()), async (written, ranks) => {
      const ranked = written.map((event) => [ranks.next().value as number, toXml(event)] as const);
      const shuffled = ranked.toSorted(([one], [other]) => one - other).map(([, xml]) => xml);
      assert.equal((await readText(shuffled.join("\n"))).events, written.map(asRead));
    });
    await fc.assert(property, { numRuns: 50 });
  });
});

const pool = Array.from({ length: 12 }, (_, number) => ({ ...logon(number), record: BigInt(number) }));
const tricks = [
  "<",
  ">",
  "</Event>",
  "<Event>",
  "<!--",
  "-->",
  "<![CDATA[",
  "]]>",
  "&",
  "'",
  '"',
  "<?",
  "\0",
  "<!DOCTYPE",
  "{",
  "/",
];

describe("damage", (test) => {
  for (const [kind, write] of [
    ["XML", (event: PlainEvent) => toXml(event)],
    ["JSON Lines", toJson],
  ] as const) {
    test(`in one event of ${kind} costs no other, and is told with its place`, async () => {
      const texts = pool.map(write);
      const property = fc.asyncProperty(fc.nat(), sizes, async (seed, cuts) => {
        const chance = chanceOf(seed);
        const victim = chance.between(0, pool.length - 1);
        const original = texts[victim] as string;
        const start = texts.slice(0, victim).reduce((sum, one) => sum + one.length + 1, 0);
        const damaged = damage(original, chance);
        const all = texts.with(victim, damaged).join("\n");
        const { events: given, skips, fails, tally } = await readText(all, [...cuts, 1000]);
        assert.equal(fails, []);
        const others = new Map(pool.map((event) => [event.record, asRead(event)]));
        others.delete(pool[victim]?.record ?? -1n);
        for (const event of given.filter((one) => isWhole(one, others))) others.delete(event.record);
        // A comment or the like that was opened in the damaged event may close in no other.
        assert.equal([...others.keys()], []);
        if (given.length + tally.other + tally.repeated < pool.length) assert.ok(skips.length > 0);
        const end = BigInt(start + damaged.length + 1);
        for (const skip of skips) {
          assert.ok((skip.start ?? -1n) >= BigInt(start) && (skip.start ?? 0n) <= end, `${skip.start}: ${skip.reason}`);
          assert.ok((skip.end ?? end) <= end, `${skip.end} above ${end}: ${skip.reason}`);
        }
      });
      await fc.assert(property, { numRuns: 400 });
    });
  }

  test("of any bytes anywhere ends reading nowhere", async () => {
    const whole = Buffer.from(`<Events>${pool.map((event) => toXml(event)).join("\n")}</Events>`);
    const property = fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 40 }), sizes, async (seed, times, cuts) => {
      const chance = chanceOf(seed);
      const bytes = Buffer.from(whole);
      for (let time = 0; time < times; time++) {
        const at = chance.between(0, bytes.length - 20);
        if (chance.happens(50)) bytes[at] = chance.between(0, 255);
        else bytes.write(chance.pick(tricks), at);
      }
      const { events: given, skips, tally } = await readText(bytes, [...cuts, 5000]);
      let last = 0n;
      for (const { start = 0n, end } of skips.filter((skip) => skip.lost === undefined)) {
        assert.ok(start >= last && (end ?? 0n) > start && (end ?? 0n) <= bytes.length);
        last = end ?? last;
      }
      assert.ok(given.length + tally.other + skips.length > 0);
    });
    await fc.assert(property, { numRuns: 300 });
  });
});

function isWhole(event: WindowsEvent, expected: ReadonlyMap<bigint, WindowsEvent>): boolean {
  const other = expected.get(event.record);
  return (
    other !== undefined &&
    event.time === other.time &&
    [...other.data].every(([key, value]) => event.data.get(key) === value)
  );
}

/** Cuts, replaces or inserts something in a text, never a line end: it would make two lines of one. */
function damage(whole: string, chance: ReturnType<typeof chanceOf>): string {
  const at = chance.between(0, whole.length - 1);
  const to = Math.min(whole.length, at + chance.between(0, 30));
  if (chance.happens(20)) return whole.slice(0, at + 1);
  if (chance.happens(20)) return whole.slice(at);
  const put = chance.happens(50) ? chance.pick(tricks) : String.fromCharCode(chance.between(32, 126));
  return whole.slice(0, at) + put + whole.slice(chance.happens(50) ? at : to);
}
