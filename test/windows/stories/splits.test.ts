import * as fc from "fast-check";
import * as assert from "uvu/assert";
import type { WindowsEvent } from "../../../src/windows/events/event.ts";
import { type KeptStories, Stories, type Told } from "../../../src/windows/stories/stories.ts";
import { describe } from "../../kit/suite.ts";
import { histories, wild } from "./random-stories.ts";
import { eventsOf } from "./story.ts";
import { EVER, tell } from "./telling.ts";

const RUNS = 400;

const shapes = ["events", "sessions"] as const;

/** Microseconds that a live reading stays behind. */
const DELAY = 15_000_000n;

const channelsOf = (events: readonly WindowsEvent[]): string[] => [...new Set(events.map(({ channel }) => channel))];

describe("stories that are told in parts", (test) => {
  for (const shape of shapes) {
    test(`of ${shape}, each kept as JSON and read on behind what was decided, are the story told at once`, () => {
      const cuts = fc.array(fc.nat(60), { maxLength: 6 });
      return fc.assert(
        fc.property(histories(wild), cuts, fc.boolean(), (story, where, isRestarted) => {
          const events = eventsOf(story);
          const whole = tell(events, { shape });
          let stories = new Stories({ shape });
          const rows: Told[] = [];
          let from = new Map<string, bigint>();
          const stops = [...new Set(where)].sort((one, other) => one - other).filter((stop) => stop < events.length);
          for (const stop of [...stops, events.length]) {
            for (const event of events.slice(0, stop))
              if (event.record > (from.get(event.channel) ?? 0n)) rows.push(...stories.take(event));
            if (stop === events.length) break;
            rows.push(...stories.settle((events[stop - 1]?.time ?? 0n) - DELAY));
            from = new Map(channelsOf(events).map((channel) => [channel, stories.settled(channel) ?? 0n]));
            if (isRestarted) {
              const kept = JSON.parse(JSON.stringify(stories.keep())) as KeptStories;
              stories = new Stories({ shape, kept });
            } else stories.drop();
          }
          rows.push(...stories.settle(EVER));
          if (shape === "sessions") rows.push(...stories.open());
          assert.equal(rows, whole.rows);
          assert.equal(stories.counts(), whole.counts);
        }),
        { numRuns: RUNS },
      );
    });

    test(`of ${shape} do not depend on which of two logs a moment is read from first`, () => {
      return fc.assert(
        fc.property(histories(wild), fc.infiniteStream(fc.nat(6)), (story, ranks) => {
          const events = eventsOf(story);
          const rank = new Map(channelsOf(events).map((channel) => [channel, ranks.next().value]));
          const order = ({ channel }: WindowsEvent): number => rank.get(channel) ?? 0;
          const other = [...events].sort((one, two) => Number(one.time - two.time) || order(one) - order(two));
          assert.equal(tell(other, { shape }), tell(events, { shape }));
        }),
        { numRuns: RUNS },
      );
    });

    test(`of ${shape} are told once when every event comes twice`, () => {
      return fc.assert(
        fc.property(histories(wild), (story) => {
          const events = eventsOf(story);
          const twice = events.flatMap((event) => [event, event]);
          assert.equal(tell(twice, { shape }).rows, tell(events, { shape }).rows);
        }),
        { numRuns: RUNS },
      );
    });

    test(`of ${shape} of two computers are the stories of each`, () => {
      return fc.assert(
        fc.property(histories({ ...wild, computers: ["pc7", "pc8"] }), (story) => {
          const events = eventsOf(story);
          const both = tell(events, { shape }).rows;
          for (const computer of ["pc7.corp.example", "pc8.corp.example"]) {
            const own = events.filter((event) => event.computer === computer);
            assert.equal(
              both.filter(({ host }) => host === computer),
              tell(own, { shape }).rows,
            );
          }
        }),
        { numRuns: RUNS },
      );
    });
  }
});
