import fc from "fast-check";
import * as assert from "uvu/assert";
import { EventOrdinals } from "../../src/collect/event-ordinals.ts";
import { Stays } from "../../src/collect/stays.ts";
import { MAX_TOLD, type ToldMoment, toldMomentsOf } from "../../src/follow/told-moments.ts";
import { eventCells } from "../../src/model/event.ts";
import { eventEntity } from "../../src/model/event-entity.ts";
import { inBatches } from "../../src/wasm/stay-batches.ts";
import { describe } from "../kit/suite.ts";
import { core } from "./snapshots.ts";

type Told = {
  readonly time: bigint;
  readonly action: "login" | "logout";
  readonly line?: string;
  readonly username?: string | Uint8Array;
};

const stays = new Stays(core);

/** The points of one poll: tags, time and ordinal. */
function poll(ordinals: EventOrdinals, events: readonly Told[]): string[] {
  const points: string[] = [];
  ordinals.begin();
  inBatches(core, eventEntity, events, (rows) => {
    ordinals.assign(rows);
    for (let row = 0; row < rows; row++) {
      const cells = (["time", "action", "ordinal"] as const).map((name) => stays.number(row, eventCells[name]));
      points.push(
        JSON.stringify([...cells.map(String), stays.text(row, eventCells.line), stays.text(row, eventCells.username)]),
      );
    }
  });
  return points;
}

const event: fc.Arbitrary<Told> = fc.record({
  time: fc.constantFrom(0n, 1_000_000n, 2_000_000n, 2_000_001n),
  action: fc.constantFrom("login", "logout"),
  line: fc.constantFrom("", "ssh:notty", "pts/0"),
  username: fc.constantFrom("", "root", "alice", "alice-with-a-longer-name-1", "alice-with-a-longer-name-2"),
});

describe("ordinals of events", (test) => {
  test("tell all events apart, however they are spread over polls and runs", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.array(event, { maxLength: 20 }), fc.boolean())), (polls) => {
        let ordinals = new EventOrdinals(core, stays, []);
        const points: string[] = [];
        for (const [events, isLast] of polls) {
          points.push(...poll(ordinals, events));
          ordinals.end();
          const told = toldMomentsOf(JSON.parse(JSON.stringify(ordinals.told)));
          if (isLast) ordinals = new EventOrdinals(core, stays, told);
        }
        assert.is(new Set(points).size, points.length);
      }),
    );
  });

  test("are the same again when a poll is repeated because its output was lost", () => {
    const events: readonly Told[] = [
      { time: 0n, action: "login" },
      { time: 0n, action: "login" },
    ];
    const ordinals = new EventOrdinals(core, stays, []);
    poll(ordinals, events);
    ordinals.end();
    const { told } = ordinals;
    const goingOn = [0, 1].map(() => poll(ordinals, events));
    const restarted = [0, 1].map(() => poll(new EventOrdinals(core, stays, told), events));
    assert.is(new Set([...goingOn, ...restarted].map(String)).size, 1);
  });

  test("are remembered for a bounded number of moments, the latest", () => {
    const ordinals = new EventOrdinals(core, stays, []);
    poll(
      ordinals,
      Array.from({ length: 2000 }, (_value, index) => ({ time: BigInt(index) * 1_000_000n, action: "login" as const })),
    );
    ordinals.end();
    const { told } = ordinals;
    assert.is(told.length, MAX_TOLD);
    assert.is(told.at(-1)?.time, "1999000000");
  });
});

describe("told moments out of a file", (test) => {
  const sound: ToldMoment = { time: "-5", action: 1, line: "7074", username: "", count: 3 };

  test("are taken as they were written", () => assert.equal(toldMomentsOf([sound]), [sound]));

  const bad: readonly unknown[] = [
    "none",
    [null],
    [{ ...sound, time: 5 }],
    [{ ...sound, time: "1e5" }],
    [{ ...sound, action: -1 }],
    [{ ...sound, line: "7" }],
    [{ ...sound, username: "zz" }],
    [{ ...sound, username: "00".repeat(5000) }],
    [{ ...sound, count: 2 ** 30 }],
    [{ ...sound, count: 0.5 }],
    new Array(MAX_TOLD + 1).fill(sound),
  ];
  bad.forEach((value, index) => {
    test(`are refused when they are not: case ${index + 1}`, () =>
      assert.throws(() => toldMomentsOf(value), /^told: /));
  });
});
