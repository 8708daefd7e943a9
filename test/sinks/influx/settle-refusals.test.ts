import * as assert from "uvu/assert";
import { describe } from "../../kit/suite.ts";
import { Model, refusedWith, servers, settled, stored } from "./settle-model.ts";
import { linesOf, refusedIn } from "./sink-kit.ts";

describe("refusals in a batch", (test) => {
  test("a refusal that holds without any line is the request's, and nothing is refused for good", async () => {
    for (const count of [1, 100]) {
      const model = new Model(() => refusedWith(400, { error: "database is required" }));
      const outcome = await settled(linesOf(...Array(count).fill("m v=1i 1")), model);
      if (outcome.kind !== "later") throw new Error(outcome.kind);
      assert.equal([outcome.nature, outcome.lines, outcome.refused, model.requests], ["configuration", count, [], 2]);
    }
  });

  test("a request whose lines were taken off on the way is the request's", async () => {
    const model = new Model(() => refusedWith(400, { error: "incoming write was empty" }));
    const outcome = await settled(linesOf("m v=1i 1", "m v=2i 2"), model);
    assert.equal([outcome.kind, outcome.refused, model.requests], ["later", [], 2]);
  });

  test("a limit of size that even a request without lines breaks is the request's", async () => {
    const outcome = await settled(linesOf("m v=1i 1"), new Model(() => refusedWith(413, "")));
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
    const outcome = await settled(linesOf(...lines), model);
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
    const outcome = await settled(linesOf(...lines), model);
    assert.equal([outcome.kind, outcome.lines], ["stored", 294]);
    assert.equal(refusedIn(outcome), lines.filter(isOut).sort());
    assert.equal(new Set(outcome.refused.map(({ nature }) => nature)), new Set(["retention"]));
  });

  test("lines with a field of another type are found by it, in two requests, whatever stands in other lines", async () => {
    const words = (dropped: number): string =>
      `partial write: field type conflict: input field "count" on measurement "m" is type integer, already exists as type float dropped=${dropped}`;
    const isWrong = (line: string): boolean => /^m,t=\d+ (?:a=1i,)?count=/.test(line);
    const wrong = Array.from(
      { length: 400 },
      (_, index) => `m,t=${index} ${index % 2 ? "a=1i," : ""}count=1i ${index}`,
    );
    const sound = ["m,t=x recount=1i 1", 'mm,t=x v="a,count=1" 1', "mm count=1i 1", "m,count=x v=1i 1"];
    const forged = ['m v="a, count=2" 1'];
    for (const [others, most] of [
      [sound.slice(0, 3), 2],
      [[...sound, ...forged], 60],
    ] as const) {
      const model = new Model((some, keep) => {
        keep(some.filter((line) => !isWrong(line)));
        const dropped = some.filter(isWrong).length;
        return dropped > 0 ? refusedWith(400, { error: words(dropped) }) : stored;
      });
      const lines = [...wrong.slice(0, 200), ...others, ...wrong.slice(200)];
      const outcome = await settled(linesOf(...lines), model);
      assert.equal([outcome.kind, outcome.lines], ["stored", others.length]);
      assert.equal(refusedIn(outcome), wrong.toSorted());
      assert.equal(new Set(outcome.refused.map(({ nature }) => nature)), new Set(["poison"]));
      assert.ok(model.requests <= most, `${model.requests} requests`);
    }
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
      const outcome = await settled(linesOf(victim, ...forged), model);
      assert.equal([...model.held], [victim], name);
      assert.equal(refusedIn(outcome), forged.toSorted(), name);
    }
  });
});
