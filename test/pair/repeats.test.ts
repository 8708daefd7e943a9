import * as assert from "uvu/assert";
import type { RecordCells } from "../../src/model/record.ts";
import { describe } from "../kit/suite.ts";
import { typeNumber } from "./histories.ts";
import { failure, inBatches } from "./many.ts";
import { pairPieces } from "./paired.ts";

const USER = typeNumber("USER_PROCESS");

describe("failed logins that are written more than once", (test) => {
  test("a failure that is repeated is one, with its count, also across batches and files", () => {
    const btmp = { file: { nature: "failed", key: "line", label: "btmp" } } as const;
    for (const before of [0, 1, 510, 511, 512, 513]) {
      const others = Array.from({ length: before }, (_, number) => ({ ...failure, pid: number + 2 }));
      const records = [...others, ...new Array<RecordCells>(700).fill(failure), { ...failure, pid: 0 }, failure];
      const pieces = [...inBatches(records, btmp), { ...btmp, records: [failure] }];
      const { rows } = pairPieces("events", pieces);
      assert.equal(
        rows.slice(before).map(({ count }) => count),
        ["700", "1", "2"],
      );
      assert.is(rows.length, before + 3);
    }
  });

  test("a failure that differs in any field is another", () => {
    const differences: RecordCells[] = [
      { time: 8n },
      { type: USER },
      { line: "ssh:nott" },
      { user: "roo" },
      { host: "192.0.2.8" },
      { pid: 2 },
      { id: "x" },
      { addr: Uint8Array.of(192, 0, 2, 9) },
    ];
    for (const difference of differences) {
      const records = [failure, { ...failure, ...difference }, failure];
      const { rows } = pairPieces("events", [{ file: { nature: "failed", key: "line", label: "btmp" }, records }]);
      assert.equal(
        rows.map(({ count }) => count),
        ["1", "1", "1"],
        JSON.stringify(Object.keys(difference)),
      );
    }
  });
});
