import fc from "fast-check";
import * as assert from "uvu/assert";
import type { Beginning } from "../../../src/windows/follow/teller.ts";
import type { ChannelWord } from "../../../src/windows/stories/known.ts";
import { channelNames, channelWords } from "../../../src/windows/stories/known.ts";
import { describe } from "../../kit/suite.ts";
import { Followed, SECOND } from "./followed.ts";
import type { Fate } from "./memory-windows.ts";
import { type PlainKept, PlainTeller } from "./plain-teller.ts";

type Happening =
  | { readonly what: "write"; readonly channel: ChannelWord; readonly times: number }
  | { readonly what: "pass"; readonly millis: number }
  | { readonly what: "poll"; readonly saving: "saved" | "lost"; readonly fates: readonly Fate[] }
  | { readonly what: "restart" }
  | { readonly what: "roll over"; readonly channel: ChannelWord }
  | { readonly what: "clear"; readonly channel: ChannelWord; readonly numbers: "begin anew" | "go on" };

const channel = fc.constantFrom(...channelWords);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ what: fc.constant("write" as const), channel, times: fc.integer({ min: 1, max: 20 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ what: fc.constant("pass" as const), millis: fc.integer({ min: 1, max: 30_000 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constant("poll" as const),
      saving: fc.constantFrom("saved" as const, "saved" as const, "lost" as const),
      fates: fc.oneof(
        fc.constant([]),
        fc.array(fc.constantFrom<Fate>("answers", "answers", "answers", "times out"), { maxLength: 12 }),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("restart" as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("roll over" as const), channel }) },
  { weight: 1, arbitrary: clearing("go on") },
);
const anew = clearing("begin anew");
const refused = fc.record({
  what: fc.constant("poll" as const),
  saving: fc.constant("saved" as const),
  fates: fc.array(fc.constantFrom<Fate>("answers", "answers", "times out", "refuses"), { maxLength: 12 }),
});

function clearing(numbers: "begin anew" | "go on"): fc.Arbitrary<Happening> {
  return fc.record({ what: fc.constant("clear" as const), channel, numbers: fc.constant(numbers) });
}

/** Everything is told before the log loses it. */
async function catchUp(followed: Followed<PlainKept>): Promise<void> {
  followed.windows.fates = [];
  followed.now += 16n * SECOND;
  await followed.pollAll();
}

/** What was told and what happened, each event without its number in the row of all. */
async function followedThrough(
  schedule: readonly Happening[],
  budget?: number,
): Promise<Record<"told" | "written", string[]>> {
  const begin = (from: Beginning<PlainKept>): PlainTeller => new PlainTeller(from);
  const followed = new Followed(begin, budget === undefined ? {} : { budget });
  await followed.poll();
  for (const one of schedule) await happen(followed, one);
  for (const round of [1, 2]) {
    for (const word of channelWords) await happen(followed, { what: "write", channel: word, times: round });
    await catchUp(followed);
  }
  const { told, written } = followed;
  assert.equal(
    told.map(({ count }) => count),
    told.map((_, index) => index + 1),
  );
  return {
    told: told.map(({ sources, record_id, time }) => `${sources} ${record_id} ${time}`),
    written: written.map(({ channel: name, record, time }) => `${name} ${record} ${time}`),
  };
}

async function happen(followed: Followed<PlainKept>, one: Happening): Promise<void> {
  const { windows } = followed;
  if (one.what === "write") {
    for (let left = one.times; left > 0; left--) {
      followed.now += 1000n;
      followed.write(one.channel);
    }
  } else if (one.what === "pass") followed.now += BigInt(one.millis) * 1000n;
  else if (one.what === "restart") followed.restart();
  else if (one.what === "poll") {
    windows.fates = [...one.fates];
    await followed.poll(one.saving).catch(() => {});
    windows.fates = [];
  } else {
    await catchUp(followed);
    if (one.what === "roll over") windows.rollOver(channelNames[one.channel], 5);
    else windows.clear(channelNames[one.channel], one.numbers);
  }
}

describe("following event logs", (test) => {
  test("under any schedule tells every event once, in the order of one full reading", () =>
    fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 60 }), async (schedule) => {
        const { told, written } = await followedThrough(schedule);
        assert.equal(told, written);
      }),
      { numRuns: Number(process.env.RUNS ?? 300) },
    ));

  test("with any budget tells the same", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(happening, { maxLength: 60 }),
        fc.integer({ min: 1, max: 30 }),
        async (schedule, budget) => {
          const { told, written } = await followedThrough(schedule, budget);
          assert.equal(told, written);
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 200) },
    ));

  test("also when numbers begin anew and logs are refused, though then not in the order of one reading", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 8, arbitrary: happening }, anew, refused), { maxLength: 60 }),
        async (schedule) => {
          const { told, written } = await followedThrough(schedule);
          assert.equal(told.toSorted(), written.toSorted());
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 300) },
    ));
});
