import fc from "fast-check";
import * as assert from "uvu/assert";
import type { Word } from "../../src/model/word.ts";
import { Echo } from "../../src/serve/echo.ts";
import { FollowedFeed } from "../../src/serve/followed-feed.ts";
import { NobodyReads } from "../../src/serve/outlet.ts";
import { describe } from "../kit/suite.ts";
import { settled } from "./played-clock.ts";
import { type Faults, PlayedFeed, PlayedLane } from "./played-feed.ts";

const lines = (count: number): string[] => Array.from({ length: count }, (_, index) => `line ${index}\n`);

/** A reader that goes away after some pieces. */
function reader(most: number) {
  const pieces: string[] = [];
  const output = {
    write: async (piece: Uint8Array) => {
      if (pieces.length >= most) return "closed" as const;
      pieces.push(Buffer.from(piece).toString());
      return "written" as const;
    },
    close() {},
  };
  return { pieces, echo: new Echo(output) };
}

describe("a followed feed", (test) => {
  test("tells each line once, whatever fails and wherever the process ends", async () => {
    const step = fc.record({
      poll: fc.boolean(),
      append: fc.boolean(),
      save: fc.boolean(),
      isFull: fc.boolean(),
      end: fc.constantFrom("goes on", "killed", "stopped"),
    });
    await fc.assert(
      fc.asyncProperty(fc.nat(30), fc.array(step, { maxLength: 40 }), async (count, steps) => {
        const log = lines(count);
        const place = { at: 0, mark: 0 };
        const faults: Faults = {};
        const events = new PlayedLane(faults);
        const outlet = { lanes: { events, samples: new PlayedLane() } };
        let followed = new FollowedFeed(new PlayedFeed(log, place, faults), outlet);
        for (const { end, isFull, ...wrong } of steps) {
          Object.assign(faults, wrong);
          events.isFull = isFull;
          await followed.step([]);
          if (end === "goes on") continue;
          if (end === "stopped") {
            followed.hold();
            try {
              followed.settle();
            } catch {
              // A stop that cannot save is as good as a kill.
            }
          }
          events.reopen(place.mark);
          followed = new FollowedFeed(new PlayedFeed(log, place, faults), outlet);
        }
        Object.assign(faults, { poll: false, append: false, save: false });
        events.isFull = false;
        while ((await followed.step([])) === "more");
        assert.is(events.text, log.join(""));
        assert.is(place.at, log.length);
      }),
      { numRuns: 300 },
    );
  });

  test("does not poll while the spool of events is full, and says so", async () => {
    const events = new PlayedLane();
    const feed = new PlayedFeed(lines(2), { at: 0, mark: 0 });
    const followed = new FollowedFeed(feed, { lanes: { events, samples: new PlayedLane() } });
    events.isFull = true;
    const words: Word[] = [];
    assert.is(await followed.step(words), "stuck");
    assert.is(feed.polls, 0);
    assert.equal(
      words.map(({ level, about }) => [level, about]),
      [["W", "the spool of events"]],
    );
    events.isFull = false;
    assert.is(await followed.step([]), "none");
    assert.is(events.text, "line 0\nline 1\n");
  });

  test("polls nothing more while what it told cannot be kept, and keeps it when it can", async () => {
    const faults: Faults = { append: true };
    const events = new PlayedLane(faults);
    const feed = new PlayedFeed(lines(4), { at: 0, mark: 0 }, faults);
    const followed = new FollowedFeed(feed, { lanes: { events, samples: new PlayedLane() } });
    const words: Word[] = [];
    for (let round = 0; round < 3; round++) assert.is(await followed.step(words), "stuck");
    assert.is(feed.polls, 1);
    assert.equal([...new Set(words.map(({ text }) => text))], ["played log: no room for lines"]);
    faults.append = false;
    assert.is(await followed.step([]), "more");
    assert.is(await followed.step([]), "none");
    assert.is(events.text, lines(4).join(""));
  });

  test("saves the place behind lines that are in the pipe, and only then", async () => {
    const place = { at: 0, mark: 7 };
    const { pieces, echo } = reader(1);
    const followed = new FollowedFeed(new PlayedFeed(lines(5), place), { echo });
    assert.is(await followed.step([]), "more");
    assert.equal(place, { at: 3, mark: 7 });
    try {
      await followed.step([]);
      assert.unreachable();
    } catch (error) {
      assert.instance(error, NobodyReads);
    }
    followed.settle();
    assert.equal(place, { at: 3, mark: 7 });
    assert.is(pieces.join(""), lines(3).join(""));
  });

  test("echoes what is in the spool when both are wanted", async () => {
    const { pieces, echo } = reader(10);
    const events = new PlayedLane();
    const outlet = { echo, lanes: { events, samples: new PlayedLane() } };
    const followed = new FollowedFeed(new PlayedFeed(lines(5), { at: 0, mark: 0 }), outlet);
    while ((await followed.step([])) === "more");
    assert.is(pieces.join(""), events.text);
    assert.is(events.text, lines(5).join(""));
  });

  test("that is held changes nothing until it is released, and loses nothing", async () => {
    const place = { at: 0, mark: 0 };
    const events = new PlayedLane();
    const feed = new PlayedFeed(lines(2), place);
    const followed = new FollowedFeed(feed, { lanes: { events, samples: new PlayedLane() } });
    const step = followed.step([]);
    followed.hold();
    assert.is(await step, "stuck");
    assert.equal([events.frames.length, place.at], [0, 0]);
    followed.release();
    assert.is(await followed.step([]), "none");
    assert.is(feed.polls, 1);
    assert.is(events.text, "line 0\nline 1\n");
  });

  test("that is held while a reader is slow saves nothing until it is released, and tells nothing twice", async () => {
    const place = { at: 0, mark: 0 };
    const pieces: string[] = [];
    let read = (): void => {};
    const write = (piece: Uint8Array) => {
      pieces.push(Buffer.from(piece).toString());
      return new Promise<"written">((resolve) => {
        read = () => resolve("written");
      });
    };
    const followed = new FollowedFeed(new PlayedFeed(lines(2), place), { echo: new Echo({ write, close() {} }) });
    const step = followed.step([]);
    await settled();
    followed.hold();
    followed.settle();
    read();
    assert.is(await step, "stuck");
    assert.is(place.at, 0);
    followed.release();
    assert.is(await followed.step([]), "none");
    assert.equal([place.at, pieces.join("")], [2, "line 0\nline 1\n"]);
  });
});
