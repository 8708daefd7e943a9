import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { chanceOf } from "../kit/chance.ts";
import { seedOfRun } from "../kit/random.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { writeRecords } from "../kit/utmp-writer.ts";
import { chronicle, failures } from "./chronicle.ts";
import { listed, reallyListed } from "./listed.ts";

const last = requireProgram("last", "--format last against the real last");
const lastb = requireProgram("lastb", "--format last against the real lastb");
const fixture = (path: string): string => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "whoflux-last-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** With daylight saving in both hemispheres, by half an hour, in odd steps; and without. */
const zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kathmandu"];
/** 44 minutes and 30 seconds behind until 1972; the real `last` loses the sign of such an offset in ISO 8601. */
const oddZone = "Africa/Monrovia";

const styles = fc
  .record({
    zone: fc.constantFrom(...zones, oddZone),
    times: fc.constantFrom(
      [],
      ["-F"],
      ["--full-times"],
      ["--time-format", "notime"],
      ["--time-format", "short"],
      ["--time-format", "full"],
      ["--time-format", "iso"],
    ),
    flags: fc.subarray(["-w", "-x", "-i", "-a", "-R"]),
  })
  .filter(({ zone, times }) => zone !== oddZone || times.at(-1) !== "iso");

interface Run {
  readonly style: { readonly times: readonly string[]; readonly flags: readonly string[]; readonly zone: string };
  readonly seed: number;
  readonly length: number;
}
const runs: fc.Arbitrary<Run> = fc.record({ style: styles, seed: fc.nat(), length: fc.nat(120) });

//  Every stride is a record: some of these histories are too odd to be recognised.
const layout = ["--layout", "linux-384-le"];
const checked = { numRuns: 150, seed: seedOfRun() };

describe("--format last and the real last", (test) => {
  if (last !== undefined) {
    test("print the same of any history, in every style and zone", async () => {
      const path = join(folder, "wtmp");
      const agrees = async ({ style: { times, flags, zone }, seed, length }: Run): Promise<void> => {
        writeFileSync(path, writeRecords("linux-384-le", chronicle(chanceOf(seed), length)));
        const options = [...times, ...flags];
        const theirs = reallyListed(last, { files: [path], options, zone });
        assert.is(await listed({ files: [path], options: [...options, ...layout], zone }), theirs);
      };
      await fc.assert(fc.asyncProperty(runs, agrees), checked);
    });

    test("print the same of a history that does not fit into memory", async () => {
      const path = join(folder, "long.wtmp");
      writeFileSync(path, writeRecords("linux-384-le", chronicle(chanceOf(11), 110_000)));
      const style = { options: ["-x", "-w", "-F"], zone: "Europe/Berlin" };
      const ours = await listed({ files: [path], options: [...style.options, ...layout], zone: style.zone });
      assert.is(ours, reallyListed(last, { files: [path], ...style }));
      assert.ok(ours.length > 8_000_000);
    });

    test("print the same of an empty file", async () => {
      const path = join(folder, "empty.wtmp");
      writeFileSync(path, "");
      for (const options of [[], ["-F"], ["--time-format", "iso"], ["--time-format", "notime"]]) {
        const run = { files: [path], options, zone: "Asia/Kathmandu" };
        assert.is(await listed(run), reallyListed(last, run));
      }
    });

    test("print the same of several files, each a listing of its own", async () => {
      const files = ["one", "two"].map((name, index) => {
        const path = join(folder, `${name}.log`);
        writeFileSync(path, writeRecords("linux-384-le", chronicle(chanceOf(index), 40)));
        return path;
      });
      assert.is(await listed({ files, options: layout }), reallyListed(last, { files }));
    });

    test("differ on an open session: whether it is gone is asked of no other computer", async () => {
      const path = join(folder, "open.wtmp");
      const open = {
        type: "USER_PROCESS",
        line: "pts/0",
        user: "whoflux-nobody",
        time: 1_700_000_000_000_000,
      } as const;
      writeFileSync(
        path,
        writeRecords(
          "linux-384-le",
          Array.from({ length: 9 }, () => open),
        ),
      );
      const theirs = reallyListed(last, { files: [path], options: ["-F"] });
      assert.match(theirs, /gone - no logout/);
      assert.is(
        await listed({ files: [path], options: ["-F"] }),
        theirs.replace("  gone - no logout", "  still logged in"),
      );
    });

    test("print the same lines of a file with hostile names, but for those that hold them", async () => {
      const run = { files: [fixture("linux/amd64.wtmp")], options: ["-x", "-F"] };
      const ours = (await listed(run)).split("\n");
      const theirs = reallyListed(last, run).split("\n");
      const plain = theirs.filter((line) => /^\S[ -~]*$/.test(line) && !/gone -|[*\\]/.test(line) && line.length > 60);
      assert.ok(plain.length >= 10, String(plain.length));
      for (const line of plain) assert.ok(ours.includes(line), line);
    });
  }

  if (lastb !== undefined) {
    test("print the same of any failed logins", async () => {
      const path = join(folder, "btmp");
      const agrees = async ({ style: { times, flags, zone }, seed, length }: Run): Promise<void> => {
        writeFileSync(path, writeRecords("linux-384-le", failures(chanceOf(seed), length + 1)));
        const options = [...times, ...flags];
        const theirs = reallyListed(lastb, { files: [path], options, zone });
        assert.is(await listed({ files: [path], options: [...options, ...layout], zone }), theirs);
      };
      await fc.assert(fc.asyncProperty(runs, agrees), { ...checked, numRuns: 50 });
    });
  }
});
