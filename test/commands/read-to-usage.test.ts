import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { whoflux } from "../kit/cli.ts";
import { describe } from "../kit/suite.ts";
import { Evidence, Keeper, linesOf, runBeside, sample, withKeeper } from "./shipping.ts";

const evidence = new Evidence();

describe("the options of read --to", (test) => {
  test.after(() => evidence.remove());

  const refused = (...args: readonly string[]): string => {
    const env = { XDG_CONFIG_HOME: "/nonexistent", HOME: "/nonexistent" };
    const { status, stdout, stderr } = whoflux(["read", sample, ...args], { env });
    assert.equal([status, stdout], [2, ""], stderr);
    return stderr;
  };

  test("are refused without it, and it without a server", () => {
    assert.match(refused("--influx-url", "http://127.0.0.1:1"), /add `--to influx`/);
    assert.match(refused("--retry-for", "1m"), /add `--to influx`/);
    assert.match(refused("--to", "influx"), /without the address of a server/);
    assert.match(refused("--to", "kafka"), /names no place \(expected stdout, influx, found kafka\)/);
  });

  test("go with line protocol only", () => {
    for (const format of ["json", "last", "car", "table"]) {
      assert.match(refused(...evidence.to("http://127.0.0.1:1"), "--format", format), /line protocol only/);
    }
    assert.match(refused(...evidence.to("http://127.0.0.1:1"), "--explain"), /--explain/);
    assert.match(refused(...evidence.to("http://127.0.0.1:1"), "--retry-for", "soon"), /--retry-for.*found soon/);
    assert.match(refused(...evidence.to("ftp://127.0.0.1:1")), /--influx-url/);
  });

  test("can come from a file and from variables", async () => {
    const keeper = new Keeper();
    await withKeeper(evidence, keeper, async ([, , , url = ""]) => {
      const file = join(evidence.folder, "whoflux.toml");
      writeFileSync(
        file,
        `[influx]\nurl = "${url}"\nversion = "1"\ndatabase = "logins"\n[spool]\nmax_size = "64MiB"\n`,
      );
      const run = await runBeside([
        "read",
        sample,
        "--to",
        "influx",
        "--config",
        file,
        "--state-directory",
        evidence.state,
      ]);
      assert.is(run.status, 0, run.stderr);
      assert.is(`${keeper.lines.join("\n")}\n`, linesOf(sample));
    });
  });
});
