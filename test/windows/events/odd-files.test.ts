import * as assert from "uvu/assert";
import { describe } from "../../kit/suite.ts";
import { asRead, logon, toXml } from "./event-writer.ts";
import { readAll, readText, skipped } from "./reading.ts";

const [one, two] = [logon(0), logon(1)];
const [first, second] = [toXml(one), toXml(two)];
const both = [asRead(one), asRead(two)];

describe("sparse files of events", (test) => {
  test("a hole of a sparse file cuts what stands before it", async () => {
    const bytes = Buffer.from(`${first}<Event>`);
    const behind = Buffer.from(second);
    let step = 0;
    const source = {
      ...{ path: "sparse", container: "plain" as const, close: () => {} },
      get offset() {
        return [0, 1 << 20, (1 << 20) + behind.length][step] ?? 0;
      },
      read(target: Uint8Array) {
        const piece = [bytes, behind][step];
        if (piece === undefined) return 0;
        step += 1;
        target.set(piece);
        return piece.length;
      },
    };
    const reading = await readAll([source]);
    assert.equal(reading.events, both);
    assert.equal(skipped(reading), [
      `${first.length}-${bytes.length}: an event that is not finished`,
      `${bytes.length}-1048576: a hole of zero bytes in a sparse file`,
    ]);
  });
});

describe("files that hold no events", (test) => {
  test("an empty file, and a document without events, are a notice", async () => {
    assert.equal((await readText("")).notices, ["memory: empty file, no events"]);
    assert.equal((await readText("<Events></Events>")).notices, ["memory: no events"]);
  });

  test("what is neither XML nor JSON is an error that names the cure", async () => {
    const { fails } = await readText("utmp\0\0\0 no event");
    assert.match(fails[0]?.message ?? "", /memory: holds no events of Windows \(expected XML of events.*wevtutil/);
  });
});
