import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as assert from "uvu/assert";
import type { WindowsEvent } from "../../../src/windows/events/event.ts";
import { readEvents } from "../../../src/windows/events/read-events.ts";
import { chanceOf } from "../../kit/chance.ts";
import { memorySource } from "../../kit/memory-source.ts";
import { seedOfRun } from "../../kit/random.ts";
import { describe } from "../../kit/suite.ts";
import { asRead, logon, type PlainEvent, toJson, toXml } from "./event-writer.ts";
import { readAll, readText } from "./reading.ts";

/** More than are held to put disorder right. */
const COUNT = 5000;
const many = Array.from({ length: COUNT }, (_, number) => logon(number));
const read = many.map(asRead);

function records(events: readonly WindowsEvent[]): readonly number[] {
  return events.map(({ record }) => Number(record - 9_007_199_254_740_993n));
}

const ascending = read.map((_, number) => number);

async function inFile<T>(name: string, bytes: string | Uint8Array, body: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "whoflux-events-"));
  try {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return await body(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("the order of events", (test) => {
  test("several logs become one by time, log and record", async () => {
    const logs = [0, 1, 2].map((log) => many.filter((_, number) => number % 3 === log));
    const sources = logs.map((log) => memorySource(Buffer.from(log.map((event) => toXml(event)).join("\n"))));
    assert.equal((await readAll(sources)).events, read);
  });

  test("at one moment the log decides, then the record", async () => {
    const at = (channel: string, record: bigint): PlainEvent => ({ ...logon(0), channel, record });
    const events = [at("Security", 10n), at("Security", 9n), at("Application", 11n)];
    const { events: given } = await readText(events.map((event) => toXml(event)).join(""));
    assert.equal(
      given.map(({ record }) => record),
      [11n, 9n, 10n],
    );
  });

  test("an event that two files hold is given once and counted", async () => {
    const text = Buffer.from(
      many
        .slice(0, 10)
        .map((event) => toXml(event))
        .join("\n"),
    );
    const { events, tally } = await readAll([memorySource(text), memorySource(text.subarray(0))]);
    assert.equal([events.length, tally.repeated], [10, 10]);
    const other = many.slice(0, 10).map((event) => toXml({ ...event, computer: "pc02" }));
    assert.is((await readAll([memorySource(text), memorySource(Buffer.from(other.join("")))])).events.length, 20);
  });

  test("disorder within some thousand events is put right", async () => {
    const seed = seedOfRun();
    const chance = chanceOf(seed);
    const mixed = many.map((event, number) => [number + chance.between(0, 3000), event] as const);
    mixed.sort(([one], [other]) => one - other);
    const { events, notices } = await readText(mixed.map(([, event]) => toXml(event)).join("\n"));
    assert.equal(records(events), ascending, `SEED=${seed}`);
    assert.equal(notices, []);
  });

  test("an event that comes too late is given all the same, and that is told", async () => {
    const late = [...many.slice(1), many[0] as PlainEvent];
    const { events, notices } = await readText(late.map((event) => toXml(event)).join("\n"));
    assert.equal(
      records(events).toSorted((one, other) => one - other),
      ascending,
    );
    assert.equal(notices, ["memory: 1 event stands more than 4096 events behind its time, and not in order"]);
  });
});

describe("a log with its newest event first", (test) => {
  const backwards = many.toReversed();
  const noise = toXml({ ...logon(0), id: 4688 });
  const shapes: readonly (readonly [name: string, bytes: string | Uint8Array])[] = [
    ["XML", `<Events>${backwards.map((event) => `${toXml(event)}\n${noise}`).join("\n")}</Events>`],
    ["XML in UTF-16", Buffer.from(`\ufeff${backwards.map((event) => toXml(event)).join("\r\n")}`, "utf16le")],
    ["JSON Lines", backwards.map(toJson).join("\n")],
  ];
  for (const [name, bytes] of shapes) {
    test(`is read from its end: ${name}`, async () => {
      await inFile("log", bytes, async (path) => {
        const { events, notices, skips } = await readAll([path]);
        assert.equal(events, read);
        assert.equal(notices, [`${path}: newest event first, read from its end`]);
        assert.equal(skips, []);
      });
    });

    test(`is read from its end out of a private copy where it cannot be read twice: ${name}`, async () => {
      await inFile("log.gz", gzipSync(bytes, { level: 1 }), async (path) => {
        const { events, notices } = await readAll([path]);
        assert.equal(events, read);
        assert.equal(notices, [`${path}: newest event first, read from its end out of a private copy`]);
      });
    });
  }

  test("the places of what cannot be read are those of the file", async () => {
    const texts = backwards.map((event) => toXml(event));
    const damaged = COUNT - 5;
    texts[damaged] = (texts[damaged] as string).replace("SystemTime='2", "SystemTime='x");
    const start = texts.slice(0, damaged).reduce((sum, text) => sum + text.length + 1, 0);
    const expected = { start: BigInt(start), end: BigInt(start + (texts[damaged] as string).length) };
    const { events, skips } = await readText(texts.join("\n"));
    assert.equal(
      records(events),
      ascending.filter((number) => number !== 4),
    );
    assert.equal(skips, [{ path: "memory", ...expected, reason: "an event without a time" }]);
  });

  test("a short one is simply sorted", async () => {
    const { events, notices } = await readText(
      backwards
        .slice(-100)
        .map((event) => toXml(event))
        .join("\n"),
    );
    assert.equal([events, notices], [read.slice(0, 100), []]);
  });
});

describe("files of events", (test) => {
  test("one that cannot be opened is told, and the others are read", async () => {
    await inFile("log.xml", toXml(logon(0)), async (path) => {
      const { events, fails } = await readAll([`${path}.not`, path]);
      assert.is(events.length, 1);
      assert.match(fails[0]?.message ?? "", /no such file/);
    });
  });

  test("one whose compression is damaged gives what stands before the damage", async () => {
    const bytes = gzipSync(many.map((event) => toXml(event)).join("\n"), { level: 1 });
    await inFile("log.xml.gz", bytes.subarray(0, bytes.length >> 1), async (path) => {
      const { events, fails, skips } = await readAll([path]);
      assert.ok(events.length > 1000 && events.length < COUNT);
      assert.equal(events, read.slice(0, events.length));
      assert.is(fails[0]?.code, "E_CONTAINER");
      assert.match(skips.at(-1)?.reason ?? "", /not finished/);
    });
  });

  test("standard input is read", () => {
    const program = `
      import { readAll } from "./test/windows/events/reading.ts";
      const { events, notices } = await readAll(["-"]);
      console.log(events.length, String(events[0].time < events.at(-1).time), notices.join());`;
    const input = many
      .toReversed()
      .map((event) => toXml(event))
      .join("\n");
    const args = ["--import", "tsx", "--input-type=module", "-e", program];
    const { stdout, stderr } = spawnSync(process.execPath, args, { input, encoding: "utf8" });
    assert.is(stdout, `${COUNT} true stdin: newest event first, read from its end out of a private copy\n`, stderr);
  });

  test("one that is read only in part is closed", async () => {
    let closed = 0;
    const source = memorySource(Buffer.from(many.map((event) => toXml(event)).join("\n")));
    const report = { skip: () => {}, fail: () => {}, notice: () => {} };
    const close = (): void => {
      closed += 1;
    };
    const counted = { ...source, close };
    for await (const event of readEvents([counted], { report })) if (event.record % 10n === 0n) break;
    assert.is(closed, 1);
  });
});
