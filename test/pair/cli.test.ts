import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { whoflux } from "../kit/cli.ts";
import { describe } from "../kit/suite.ts";
import { withFiles } from "./read.ts";
import { rules } from "./rules.ts";
import { wtmpOf } from "./story.ts";

const history = wtmpOf(`
  08:00:00 boot 6.1.0
  08:01:00 login alice pts/0 #100 @192.0.2.1
  09:00:00 logout pts/0 #100`);
const failures = wtmpOf("08:00:00 login root ssh:notty #100 @192.0.2.9");

describe("whoflux read --as sessions and --as events", (test) => {
  for (const rule of ["sessions-across-rotated-files", "wtmpdb-over-two-databases", "freebsd-by-id"]) {
    test(`prints its golden file: ${rule.replaceAll("-", " ")}`, async () => {
      await withFiles(rules[rule] ?? [], (paths) => {
        const golden = readFileSync(new URL(`../../fixtures/golden/pair/${rule}.jsonl`, import.meta.url), "latin1");
        const printed = ["sessions", "events"].map((shape) => whoflux(["read", "--as", shape, ...paths]));
        assert.is(printed.map(({ stdout }) => stdout).join(""), golden);
        assert.equal(
          printed.map(({ status, stderr }) => [status, stderr]),
          [
            [0, ""],
            [0, ""],
          ],
        );
      });
    });
  }

  test("reads standard input, and tells failed logins by their records there", () => {
    const { stdout, stderr, status } = whoflux(["read", "--as", "events", "-"], { input: failures });
    assert.match(stdout, /"login_successful":false,"username":"root"/);
    assert.equal([status, stderr], [0, ""]);
  });

  test("says on stderr that a file has no sessions, and what shows what it has", async () => {
    await withFiles([["btmp", failures]], ([path = ""]) => {
      const { stdout, stderr, status } = whoflux(["read", "--as", "sessions", path]);
      assert.equal(
        [stdout, stderr.replace(path, "btmp"), status],
        ["", "whoflux: btmp: no sessions but failed logins; `--as events` shows them\n", 0],
      );
    });
  });

  test("prints what is before a partial record, and says where that is", async () => {
    await withFiles([["wtmp", history.subarray(0, 1100)]], ([path = ""]) => {
      const { stdout, stderr } = whoflux(["read", "--as", "sessions", "--host", "copper", "-f", "csv", path]);
      assert.match(stdout, /^host,session,.*\ncopper,pts\/0@1772352060000000\.100,alice,.*\n$/);
      assert.match(stderr, /the file ends inside a record/);
    });
  });

  test("refuses what means nothing for them", async () => {
    await withFiles([["wtmp", history]], ([path = ""]) => {
      const wrong: readonly (readonly string[])[] = [
        ["--as", "sessions", "--type", "USER_PROCESS"],
        ["--as", "events", "--format", "utmpdump"],
        ["--as", "stays"],
      ];
      for (const options of wrong) {
        const { status, stdout, stderr } = whoflux(["read", ...options, path]);
        assert.equal([status, stdout], [2, ""]);
        assert.match(stderr, /^whoflux: /);
      }
    });
  });
});
