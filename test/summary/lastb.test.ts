import { spawnSync } from "node:child_process";
import * as assert from "uvu/assert";
import { Attacks } from "../../bench/attacks.ts";
import { file } from "../commands/login-files.ts";
import { whoflux } from "../kit/cli.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";

const RECORDS = 30_000;
const RECORD = 384;

const lastb = requireProgram("lastb", "the summary of a btmp against lastb | awk | sort | uniq -c");
if (lastb !== undefined) {
  describe("whoflux read --as summary of a btmp", (test) => {
    const block = Buffer.alloc(RECORDS * RECORD);
    new Attacks().fill(block);
    const path = file("btmp", block);
    const { stdout } = whoflux(["read", "--as", "summary", "--top", "all", "--format", "csv", path]);
    const rows = stdout.split("\n").map((line) => line.split(","));

    /** Counts of one column of lastb, by value; its footer names the file. */
    const counted = (column: number): string[] => {
      const pipe = `"$0" -w -f "$1" | awk 'NF > 3 && !/ begins / {print $${column}}' | sort | uniq -c`;
      const { status, stdout: text } = spawnSync("sh", ["-c", pipe, lastb, path], {
        encoding: "utf8",
        env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
      });
      assert.is(status, 0);
      return text.split("\n").flatMap((line) => (line === "" ? [] : [line.trim()]));
    };
    const ours = (part: string): string[] =>
      rows.flatMap(([by, , value, count]) => (by === part ? [`${count} ${value}`] : []));

    for (const [column, part] of [
      [1, "user"],
      [2, "line"],
      [3, "source"],
    ] as const) {
      test(`counts each ${part} as lastb | awk | sort | uniq -c does`, () => {
        const theirs = counted(column);
        assert.ok(theirs.length > 0);
        assert.equal(ours(part).sort(), theirs.sort());
      });
    }

    test("finds as many records as there are", () => assert.is(rows[1]?.[3], String(RECORDS)));
  });
}
