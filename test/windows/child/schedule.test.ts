import fc from "fast-check";
import * as assert from "uvu/assert";
import type { Answer, AskError } from "../../../src/windows/ask.ts";
import { describe } from "../../kit/suite.ts";
import { askFor, errorOf, faultOf, powerShell } from "./fake.ts";
import { MemoryProgram } from "./memory-program.ts";

const nothing = {};

describe("when a child is started", (test) => {
  test("not before the first question, and then once", async () => {
    const program = new MemoryProgram();
    const windows = powerShell(program);
    assert.is(program.started, 0);
    await windows.ask("quser", nothing);
    await windows.ask("quser", nothing);
    assert.is(program.started, 1);
    await windows.close();
    assert.is(program.running, 0);
  });

  test("starts that fail are spaced, and questions in between fail at once with the same words", async () => {
    let now = 0;
    const program = new MemoryProgram({ greets: () => false });
    const windows = powerShell({ start: program.start, clock: () => now, random: () => 0 });
    const started: number[] = [];
    for (; now < 20_000; now += 100) {
      const before = program.started;
      assert.is((await errorOf(windows.ask("quser", nothing)))?.message, "start: exit code 1");
      if (program.started > before) started.push(now);
    }
    assert.equal(started, [0, 500, 1500, 3500, 7500, 15_500]);
  });

  test("a start that succeeds makes the next failure the first one again", async () => {
    let now = 0;
    let isWell = false;
    const program = new MemoryProgram({ greets: () => isWell, answers: () => undefined });
    const windows = powerShell({ start: program.start, clock: () => now, random: () => 0 });
    const ask = (): Promise<string> => faultOf(windows.ask("quser", nothing));
    assert.is(await ask(), "start");
    now = 500;
    assert.is(await ask(), "start");
    isWell = true;
    now = 1500;
    assert.is(await ask(), "crash");
    isWell = false;
    assert.is(await ask(), "start");
    now = 1999;
    isWell = true;
    assert.is(await ask(), "start");
    now = 2000;
    assert.is(await ask(), "crash");
  });

  test("a crash is followed by a start at once: nothing is lost but the one request", async () => {
    const program = new MemoryProgram({ answers: ({ verb }) => (verb === "wts" ? undefined : {}) });
    const windows = powerShell({ start: program.start, clock: () => 0 });
    for (let count = 1; count <= 20; count++) {
      assert.is(await faultOf(windows.ask("wts", nothing)), "crash");
      assert.is(await faultOf(windows.ask("quser", nothing)), "answered");
      assert.is(program.started, count + 1);
      assert.is(program.running, 1);
    }
  });

  test("after so many requests, so long a time, or so much memory another child takes its place", async () => {
    let now = 0;
    let memory = 1;
    const program = new MemoryProgram({ memory: () => memory });
    const windows = powerShell({ start: program.start, clock: () => now }, { requests: 3, age: 1000, memory: 100 });
    const startsAfter = async (): Promise<number> => {
      await windows.ask("quser", nothing);
      return program.started;
    };
    for (const starts of [1, 1, 1, 2]) assert.is(await startsAfter(), starts);
    now = 999;
    assert.is(await startsAfter(), 2);
    now = 1000;
    assert.is(await startsAfter(), 3);
    memory = 101;
    assert.is(await startsAfter(), 3);
    memory = 100;
    assert.is(await startsAfter(), 4);
    assert.is(await startsAfter(), 4);
    assert.is(program.running, 1);
  });

  test("ids of requests are never used again, whatever child they go to", async () => {
    const program = new MemoryProgram();
    const windows = powerShell(program, { requests: 2 });
    for (let count = 0; count < 7; count++) await windows.ask("quser", nothing);
    assert.equal(
      program.requests.map(({ id }) => id),
      [1, 2, 3, 4, 5, 6, 7],
    );
  });

  test("too many waiting questions are refused, and those before them are answered", async () => {
    const windows = powerShell(new MemoryProgram(), { queue: 3 });
    const faults = await Promise.all(Array.from({ length: 5 }, () => faultOf(windows.ask("quser", nothing))));
    assert.equal(faults, ["answered", "answered", "answered", "refused", "refused"]);
    assert.is(await faultOf(windows.ask("quser", nothing)), "answered");
  });
});

describe("any mixture of requests", (test) => {
  test("well or deadly, at once or one by one: each has its own answer or its own crash, and each crash is one more start", async () => {
    const requests = fc.array(fc.record({ dies: fc.boolean(), waits: fc.boolean() }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(requests, fc.integer({ min: 1, max: 10 }), async (mixture, most) => {
        const program = new MemoryProgram({
          answers: ({ arguments: { names } }) => (String(names).startsWith("die") ? undefined : { channels: names }),
        });
        const windows = powerShell(program, { requests: most });
        const answers: Promise<unknown>[] = [];
        for (const [index, { dies, waits }] of mixture.entries()) {
          const name = `${dies ? "die" : "live"} ${index}`;
          const answer = askFor(windows, name).catch((error: AskError) => error.fault);
          answers.push(answer.then((told) => assert.equal(told, dies ? "crash" : [name])));
          if (waits) await answer;
        }
        await Promise.all(answers);
        const deaths = mixture.filter(({ dies }, index) => dies && index < mixture.length - 1).length;
        if (most > mixture.length && mixture.length > 0) assert.is(program.started, deaths + 1);
        assert.ok(program.running <= 1);
        await windows.close();
        assert.is(program.running, 0);
      }),
    );
  });
});

/** A program whose readers count from 1 in each child. */
function reading(isDying: () => boolean): MemoryProgram {
  return new MemoryProgram({
    answers: ({ verb, arguments: { reader } }) => {
      if (isDying()) return undefined;
      if (verb === "open") return { reader: 1 };
      return verb === "next" ? { events: [`reader ${reader}`] } : {};
    },
  });
}

describe("readers of logs", (test) => {
  const log = { log: "Security", kind: "channel", after: "0", ids: [] } as const;

  test("keep their child: it is not replaced while one is open", async () => {
    const program = reading(() => false);
    const windows = powerShell(program, { requests: 2 });
    const { reader } = await windows.ask("open", log);
    for (let count = 0; count < 10; count++) {
      assert.equal(await windows.ask("next", { reader, most: 1 }), { events: ["reader 1"] } satisfies Answer<"next">);
    }
    await windows.ask("close", { reader });
    assert.is(program.started, 1);
    assert.is(program.requests.at(-1)?.verb, "close");
    await windows.ask("quser", nothing);
    assert.is(program.started, 2);
  });

  test("go with their child, and never read from another's reader of the same number", async () => {
    let isDying = false;
    const program = reading(() => isDying);
    const windows = powerShell(program);
    const first = await windows.ask("open", log);
    isDying = true;
    assert.is(await faultOf(windows.ask("quser", nothing)), "crash");
    isDying = false;
    const second = await windows.ask("open", log);
    assert.is.not(second.reader, first.reader);
    const error = await errorOf(windows.ask("next", { reader: first.reader, most: 1 }));
    assert.is(error?.message, "crash: the reader has gone with its child");
    assert.equal(await windows.ask("next", { reader: second.reader, most: 1 }), { events: ["reader 1"] });
  });

  test("that have gone are closed without a question", async () => {
    const program = reading(() => false);
    const windows = powerShell(program);
    assert.equal(await windows.ask("close", { reader: 7 }), {});
    assert.is(program.started, 0);
  });
});
