import fc from "fast-check";
import * as assert from "uvu/assert";
import type { FollowStart } from "../../../src/model/follow-start.ts";
import type { Beginning } from "../../../src/windows/follow/teller.ts";
import { keptStoriesOf } from "../../../src/windows/stories/kept-shape.ts";
import { channelWords } from "../../../src/windows/stories/known.ts";
import { type KeptStories, Stories } from "../../../src/windows/stories/stories.ts";
import { type Chance, chanceOf } from "../../kit/chance.ts";
import { describe } from "../../kit/suite.ts";
import { Followed, SECOND, START } from "./followed.ts";

const begin = (from: Beginning<KeptStories>): Stories => new Stories({ shape: "events", ...from });
const EVER = 2n ** 63n - 1n;

type Happen = (followed: Followed<KeptStories>, chance: Chance) => void;

const people = ["alice", "bob", "carol"];

/** What happens on a computer, each in all the logs that tell of it. */
const happenings: readonly Happen[] = [
  (followed, chance) => {
    const person = chance.between(0, 2);
    const data = logonData(person, chance);
    followed.write("security", {
      id: 4624,
      data: new Map([...data, ["LogonType", chance.pick(["2", "3", "10", "7"])]]),
    });
    if (chance.happens(50)) lsm(followed, 21, person, chance);
  },
  (followed, chance) => {
    followed.write("security", { id: chance.pick([4634, 4647]), data: logonData(chance.between(0, 2), chance) });
  },
  (followed, chance) => lsm(followed, chance.pick([21, 22, 23, 24, 25]), chance.between(0, 2), chance),
  (followed, chance) => {
    const data = new Map([
      ["Session", String(chance.between(1, 3))],
      ["Reason", chance.pick(["0", "5", "11", "12"])],
    ]);
    followed.write("lsm", { id: 40, data });
  },
  (followed, chance) => {
    const person = chance.between(0, 2);
    const data = new Map([
      ["AccountName", people[person] ?? ""],
      ["AccountDomain", "EXAMPLE"],
      ["LogonID", idOf(person)],
      ["SessionName", chance.pick(["Console", "RDP-Tcp#1"])],
      ["ClientName", "PC"],
      ["ClientAddress", chance.pick(["LOCAL", "192.0.2.8"])],
    ]);
    followed.write("security", { id: chance.pick([4778, 4779]), data });
  },
  (followed, chance) => {
    const person = chance.between(0, 2);
    const data = new Map([...logonData(person, chance), ["SessionId", String(person + 1)]]);
    followed.write("security", { id: chance.pick([4800, 4801]), data });
  },
  (followed, chance) => {
    const data = new Map([...logonData(chance.between(0, 2), chance), ["SubStatus", "0xc000006a"], ["LogonType", "3"]]);
    followed.write("security", { id: 4625, data });
  },
  (followed, chance) => {
    followed.write("rcm", {
      data: new Map([
        ["Param1", chance.pick(people)],
        ["Param2", "EXAMPLE"],
        ["Param3", "192.0.2.9"],
      ]),
    });
  },
  (followed, chance) => {
    if (chance.happens(20)) followed.write("system", { id: chance.pick([12, 13]) });
  },
];

function idOf(person: number): string {
  return `0x${(0x1000 + person).toString(16)}`;
}

function logonData(person: number, chance: Chance): Map<string, string> {
  return new Map([
    ["TargetUserSid", `S-1-5-21-1-2-3-${1000 + person}`],
    ["TargetUserName", people[person] ?? ""],
    ["TargetDomainName", "EXAMPLE"],
    ["TargetLogonId", idOf(person)],
    ["IpAddress", chance.pick(["-", "192.0.2.7"])],
  ]);
}

function lsm(followed: Followed<KeptStories>, id: number, person: number, chance: Chance): void {
  const data = new Map([
    ["User", `EXAMPLE\\${people[person]}`],
    ["SessionID", String(person + 1)],
    ["Address", chance.pick(["LOCAL", "192.0.2.7"])],
  ]);
  followed.write("lsm", { id, data });
}

/** Lets a computer live, with polls and restarts in between. */
async function lived(seed: number): Promise<Followed<KeptStories>> {
  const chance = chanceOf(seed);
  const followed = new Followed(begin, chance.happens(50) ? { budget: chance.between(1, 20) } : {});
  await followed.poll();
  for (let left = 120; left > 0; left--) {
    followed.now += BigInt(chance.between(1, chance.happens(30) ? 30_000 : 900)) * 1000n;
    chance.pick(happenings)(followed, chance);
    if (chance.happens(25)) {
      followed.now += BigInt(chance.between(1, 12_000)) * 1000n;
      await followed.poll(chance.happens(20) ? "lost" : "saved");
    }
    if (chance.happens(10)) followed.restart();
  }
  followed.now += 16n * SECOND;
  await followed.pollAll();
  return followed;
}

describe("the stories of logs that are followed", (test) => {
  test("are those of one full reading, whenever it was looked and whoever was restarted", () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e9 }), async (seed) => {
        const { told, written, saved } = await lived(seed);
        assert.not.throws(() => keptStoriesOf(JSON.parse(JSON.stringify(saved?.stories))));
        const stories = begin({});
        const whole = [...written.flatMap((event) => stories.take(event)), ...stories.settle(EVER)];
        assert.ok(channelWords.length === 5 && whole.length > 5);
        assert.equal(told, whole);
      }),
      { numRuns: Number(process.env.RUNS ?? 60) },
    ));

  test("from a moment on are those of one full reading from then on, with any budget", () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 1, max: 20 }),
        async (seed, percent, budget) => {
          const chance = chanceOf(seed);
          const follow: { start: FollowStart; budget: number } = { start: "all", budget };
          const followed = new Followed(begin, follow);
          const live = (events: number): void => {
            for (let left = events; left > 0; left--) {
              followed.now += BigInt(chance.between(1, chance.happens(30) ? 30_000 : 900)) * 1000n;
              chance.pick(happenings)(followed, chance);
            }
            followed.now += 16n * SECOND;
          };
          live(100);
          const since = START + ((followed.now - START) * BigInt(percent)) / 100n;
          follow.start = { since };
          followed.restart();
          for (let polls = 0; polls < 1000; polls++) {
            await followed.poll(chance.happens(20) ? "lost" : "saved");
            if (followed.rest === "none") break;
            if (chance.happens(30)) followed.restart();
          }
          live(30);
          await followed.pollAll();
          const stories = begin({});
          const whole = [...followed.written.flatMap((event) => stories.take(event)), ...stories.settle(EVER)];
          assert.equal(
            followed.told,
            whole.filter(({ time }) => BigInt(time as bigint) >= since),
          );
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 60) },
    ));
});
