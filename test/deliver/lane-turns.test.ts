import * as assert from "uvu/assert";
import { LaneTurns } from "../../src/deliver/lane-turns.ts";
import { describe } from "../kit/suite.ts";

describe("the turns of lanes", (test) => {
  const turnsOf = (waiting: Record<string, number>, count: number): string => {
    const turns = new LaneTurns(Object.keys(waiting));
    const take = (lane: string): string | undefined => {
      if ((waiting[lane] ?? 0) === 0) return undefined;
      waiting[lane] = (waiting[lane] ?? 0) - 1;
      return lane;
    };
    return Array.from({ length: count }, () => turns.next(take)?.lane ?? "-").join("");
  };

  test("give the first lane four of five when both have much", () => {
    assert.is(turnsOf({ e: 100, s: 100 }, 12), "eeeeseeeesee");
  });

  test("do not make a lane wait for one that has nothing", () => {
    assert.is(turnsOf({ e: 6, s: 0 }, 7), "eeeeee-");
    assert.is(turnsOf({ e: 0, s: 6 }, 7), "ssssss-");
    assert.is(turnsOf({ e: 2, s: 2 }, 5), "eess-");
  });
});
