import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { type Deed, fails, textOf } from "./scripted-sink.ts";
import { until } from "./simulated-time.ts";
import { endingOf, lines, stage, sumOf, write } from "./staged-shipment.ts";

describe("a shipment", (test) => {
  test("sends every line once and in order, in requests of at most 5,000", async () => {
    const { sink, shipment } = stage();
    await write(shipment, lines);
    assert.equal(sink.stored, lines);
    assert.ok(Math.max(...sink.requests) <= 5000);
    const { bytes, sum, lines: count } = shipment.place;
    assert.equal({ bytes, sum, count }, { bytes: textOf(lines).length, sum: sumOf(lines), count: lines.length });
  });

  test("of nothing ends at once", async () => {
    const { sink, shipment } = stage();
    await write(shipment, []);
    assert.equal(sink.requests, []);
  });

  test("copies what it is given, for who makes it uses the bytes again", async () => {
    const { sink, shipment } = stage();
    const bytes = Buffer.from("m n=1i 1\n");
    shipment.write(bytes);
    bytes.fill(0);
    await shipment.end();
    assert.equal(sink.stored, ["m n=1i 1"]);
  });

  test("holds who makes the text while a server is slow, and keeps little in memory", async () => {
    let answer = (): void => {};
    const slow: Deed = (some) =>
      new Promise((resolve) => {
        answer = () => resolve({ kind: "stored", lines: some.length, refused: [] });
      });
    const { shipment } = stage([slow]);
    const piece = Buffer.from(textOf(lines.slice(0, 1000)));
    let written = 0;
    while (!shipment.isFull) {
      shipment.write(piece);
      written += piece.length;
      if (written > 1e9) throw new Error("it is never full");
    }
    let isDrained = false;
    const drained = shipment.drain().then(() => {
      isDrained = true;
    });
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    assert.not(isDrained);
    assert.ok(written < 6 * 1024 * 1024);
    answer();
    await drained;
    await shipment.end();
  });

  test("holds who reads and writes nothing now and then, for signals to be heard", async () => {
    const { time, shipment } = stage();
    for (const step of [100, -5000]) {
      assert.not(shipment.isFull);
      time.now += step;
      assert.ok(shipment.isFull);
      let isHeard = false;
      setImmediate(() => {
        isHeard = true;
      });
      await shipment.drain();
      assert.ok(isHeard);
    }
    await shipment.end();
  });

  test("resolves only when the last request is answered", async () => {
    let answer = (): void => {};
    const slow: Deed = (some) =>
      new Promise((resolve) => {
        answer = () => resolve({ kind: "stored", lines: some.length, refused: [] });
      });
    const { sink, shipment } = stage([slow]);
    shipment.write(Buffer.from("m n=1i 1\n"));
    let isOver = false;
    const over = shipment.end().then(() => {
      isOver = true;
    });
    await until(() => sink.requests.length === 1);
    assert.not(isOver);
    answer();
    await over;
  });

  test("waits out a server that is down, as long as there is success now and then", async () => {
    const down = Array.from({ length: 12 }, () => fails("trouble", "connection refused"));
    const stores: Deed = (some) => ({ kind: "stored", lines: some.length, refused: [] });
    const { sink, shipment } = stage([...down, stores, ...down, stores, ...down]);
    await write(shipment, lines);
    assert.equal(sink.stored, lines);
  });

  test("gives up when there was no success for so long, and keeps the place", async () => {
    const stores: Deed = (some) => ({ kind: "stored", lines: some.length, refused: [] });
    const down = Array.from({ length: 1000 }, () => fails("trouble", "connection refused"));
    const { time, sink, kept, shipment } = stage([stores, ...down]);
    const before = time.now;
    assert.is(await endingOf(write(shipment, lines)), "given-up");
    assert.is(time.now - before, 600_000);
    const { length } = sink.stored;
    assert.equal([kept.at(-1)?.lines, kept.at(-1)?.sum], [length, sumOf(lines.slice(0, length))]);
  });

  test("does not insist where it is refused before anything was taken; afterwards it waits for that to pass", async () => {
    const refused = stage([fails("configuration", "HTTP 401")]);
    assert.is(await endingOf(write(refused.shipment, lines)), "misconfigured");
    assert.equal(refused.time.sleeps, []);
    const stores: Deed = (some) => ({ kind: "stored", lines: some.length, refused: [] });
    const later = stage([stores, fails("configuration", "HTTP 404"), fails("configuration", "HTTP 404")]);
    await write(later.shipment, lines);
    assert.equal(later.sink.stored, lines);
  });

  test("tells who makes the text of an error that nobody foresaw, and sends no more", async () => {
    const slow: Deed = (some) => {
      time.now += 2000;
      return { kind: "stored", lines: some.length, refused: [] };
    };
    const { time, sink, shipment } = stage([slow], {
      keep: () => {
        throw new Error("unforeseen");
      },
    });
    const told = await write(shipment, lines).then(
      () => "nothing",
      (error: unknown) => String(error),
    );
    assert.equal([told, sink.requests.length], ["Error: unforeseen", 1]);
  });
});
