import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as assert from "uvu/assert";
import type { ByteSource } from "../../../src/unix/open/byte-source.ts";
import { readEvents } from "../../../src/windows/events/read-events.ts";
import { describe } from "../../kit/suite.ts";
import { logon, toJson, toXml } from "./event-writer.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const MIB = 2 ** 20;

/** So many texts, made when they are read. */
function endless(count: number, write: (number: number) => string): ByteSource {
  let number = 0;
  let rest = Buffer.alloc(0);
  let offset = 0;
  return {
    path: "made",
    container: "plain",
    get offset() {
      return offset;
    },
    read(target) {
      if (rest.length === 0) {
        const texts = Array.from({ length: Math.min(100, count - number) }, (_, index) => write(number + index));
        number += texts.length;
        rest = Buffer.from(texts.join(""));
      }
      const piece = rest.subarray(0, target.length);
      target.set(piece);
      rest = rest.subarray(piece.length);
      offset += piece.length;
      return piece.length;
    },
    close() {},
  };
}

/** MiB in use with nothing left to collect. */
function used(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MIB;
}

describe("memory", (test) => {
  for (const [name, count, write] of [
    ["XML", 100_000, (number: number) => toXml(logon(number))],
    ["JSON Lines", 50_000, (number: number) => `${toJson(logon(number))}\n`],
    ["XML that is damaged", 50_000, (number: number) => (number % 3 === 0 ? "<Event><!-- " : toXml(logon(number)))],
  ] as const) {
    test(`does not grow while ${count} events are read from ${name}`, async () => {
      const source = endless(count, write);
      let given = 0;
      let early = 0;
      let most = 0;
      const report = { skip: () => {}, fail: (error: Error) => assert.unreachable(error.message), notice: () => {} };
      for await (const _ of readEvents([source], { report })) {
        given += 1;
        if (given % 10_000 !== 0) continue;
        if (early === 0) early = used();
        else most = Math.max(most, used());
      }
      assert.ok(given > count / 2);
      assert.ok(most - early < 8, `${early.toFixed(1)} MiB, then ${most.toFixed(1)} MiB`);
      assert.ok(early < 150, `${early.toFixed(1)} MiB`);
    });
  }
});
