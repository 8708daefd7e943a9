import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { Listing } from "../../src/last/listing.ts";
import { Spool } from "../../src/last/spool.ts";
import { styleBits } from "../../src/last/style.ts";
import { offsetText, zoneChanges } from "../../src/last/zones.ts";
import type { RecordCells } from "../../src/model/record.ts";
import { recordTypes } from "../../src/model/record.ts";
import { layouts } from "../../src/unix/layouts/index.ts";
import { createCore } from "../../src/wasm/core.ts";
import { ObjectBatches } from "../../src/wasm/object-batches.ts";
import { Selector } from "../../src/wasm/selector.ts";
import { seedOfRun } from "../kit/random.ts";
import { describe } from "../kit/suite.ts";

const MIB = 1024 * 1024;

describe("the spool", (test) => {
  const spool = new Spool();

  test("gives back what was written, from memory and from its file", () => {
    const sizes = fc.array(fc.integer({ min: 0, max: MIB }), { maxLength: 14 });
    void fc.assert(
      fc.property(sizes, fc.infiniteStream(fc.nat()), (pieces, places) => {
        spool.begin("test");
        const whole: number[] = [];
        pieces.forEach((size, index) => {
          spool.write(new Uint8Array(size).fill(index + 1));
          whole.push(size);
        });
        const bytes = Buffer.concat(whole.map((size, index) => Buffer.alloc(size, index + 1)));
        assert.is(spool.length, bytes.length);
        for (let count = 0; count < 20; count++) {
          const [one, other] = [places.next().value, places.next().value].map((place) => place % (bytes.length + 1));
          const [start, end] = [Math.min(one ?? 0, other ?? 0), Math.max(one ?? 0, other ?? 0)];
          const target = new Uint8Array(end - start);
          spool.read(target, start);
          assert.ok(bytes.subarray(start, end).equals(target));
        }
        spool.close();
      }),
      { numRuns: 12, seed: seedOfRun() },
    );
  });
});

describe("the changes of a time zone", (test) => {
  const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Asia/Gaza", "UTC"];

  test("tell the offset of every moment", () => {
    const before = process.env.TZ;
    try {
      for (const zone of zones) {
        process.env.TZ = zone;
        const changes = zoneChanges(-1_500_000_000, 4_000_000_000);
        void fc.assert(
          fc.property(fc.integer({ min: -1_500_000_000, max: 4_000_000_000 }), (second) => {
            const offset = changes.findLast(({ from }) => from <= second)?.offset;
            const date = new Date(second * 1000);
            const clock = [date.getHours(), date.getMinutes(), date.getSeconds()];
            const shifted = new Date((second + (offset ?? Number.NaN)) * 1000);
            assert.equal([shifted.getUTCHours(), shifted.getUTCMinutes(), shifted.getUTCSeconds()], clock, zone);
            assert.is(shifted.getUTCDate(), date.getDate());
          }),
          { seed: seedOfRun(), numRuns: 300 },
        );
      }
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });

  test("are written as ISO 8601 has them", () => {
    assert.equal([0, 3600, -12_600, 20_700, -2670].map(offsetText), ["+00:00", "+01:00", "-03:30", "+05:45", "-00:44"]);
  });
});

describe("more lines than memory holds", (test) => {
  const core = createCore(layouts, "last");
  const [login, logout] = ["USER_PROCESS", "DEAD_PROCESS"].map((name) =>
    (recordTypes as readonly string[]).indexOf(name),
  );

  /** So many lines, a login on each, and then the logouts. */
  function* crowd(lines: number): Generator<RecordCells> {
    for (let line = 0; line < lines; line++)
      yield { time: BigInt(line), type: login ?? 0, user: "u", line: `ftpd${line}` };
    for (let line = 0; line < lines; line++)
      yield { time: BigInt(line + 60e6), type: logout ?? 0, line: `ftpd${line}` };
  }

  async function sessionsOf(lines: number): Promise<{ ended: number; open: number }> {
    const rows: string[] = [];
    const style = styleBits({ times: "short", names: "short", hosts: "none", origin: "host", system: "hidden" });
    const list = new Listing(core, new Spool(), { style, selector: new Selector(core, null) }, (bytes) =>
      rows.push(Buffer.from(bytes).toString()),
    );
    list.beginFile({ nature: "history", key: "line", label: "" });
    const batches = new ObjectBatches(core, crowd(lines), () => {});
    for (let count = await batches.next(); count > 0; count = await batches.next()) list.take(count);
    list.end("test");
    const text = rows.join("");
    return { ended: text.split("(00:01)").length - 1, open: text.split("still logged in").length - 1 };
  }

  test("ten thousand lines at once all find their end", async () => {
    assert.equal(await sessionsOf(10_000), { ended: 10_000, open: 0 });
    assert.is(core.forgottenEnds(), 0);
  });

  test("of very many some are forgotten, shown as open, and counted", async () => {
    const lines = 160_000;
    const { ended, open } = await sessionsOf(lines);
    assert.is(ended + open, lines);
    assert.ok(open > 0 && open < lines / 10, String(open));
    assert.ok(core.forgottenEnds() >= open);
  });
});
