import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { startScripted } from "../kit/scripted-http.ts";
import { describe } from "../kit/suite.ts";
import { Evidence, Keeper, linesOf, runBeside, sample, withKeeper } from "./shipping.ts";

const evidence = new Evidence();

describe("read --to influx, and a server with moods", (test) => {
  test.after(() => evidence.remove());

  const all = (): string[] => linesOf(evidence.big).trimEnd().split("\n");

  test("waits while it answers 503, and sends each line once", async () => {
    const keeper = new Keeper([{ status: 503 }, { status: 503, headers: { "Retry-After": "1" } }, { how: "reset" }]);
    await withKeeper(evidence, keeper, async (sending) => {
      const run = await runBeside(["read", evidence.big, ...sending]);
      assert.is(run.status, 0, run.stderr);
      assert.equal(keeper.lines, all());
      assert.match(
        run.stderr,
        /503.*; nothing delivered since .*\n(?:.*\n)*whoflux: lines are delivered again, after \d+ s\n/,
      );
    });
  });

  test("gives up when nothing was taken for so long, with exit code 1", async () => {
    const keeper = new Keeper(Array.from({ length: 1000 }, () => ({ status: 503 })));
    await withKeeper(evidence, keeper, async (sending) => {
      const run = await runBeside(["read", sample, ...sending, "--retry-for", "1500ms"]);
      assert.is(run.status, 1);
      assert.match(run.stderr, /given up: 0 lines delivered; the same command begins anew\n$/);
    });
  });

  test("says what is wrong with the configuration at once, with exit code 2", async () => {
    for (const status of [401, 403, 404]) {
      await withKeeper(evidence, new Keeper(Array.from({ length: 1000 }, () => ({ status }))), async (sending) => {
        const run = await runBeside(["read", sample, ...sending]);
        assert.is(run.status, 2, run.stderr);
        assert.match(run.stderr, new RegExp(`${status}|CREATE DATABASE`));
        assert.match(run.stderr, /not tried again: 0 lines delivered/);
      });
    }
  });

  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGKILL", null],
  ] as const) {
    test(`goes on where it was after ${signal}, sending little or nothing twice`, async () => {
      const keeper = new Keeper([], 150);
      await withKeeper(evidence, keeper, async (sending) => {
        const first = await runBeside(["read", evidence.big, ...sending], (child) => {
          const timer = setInterval(() => {
            if (keeper.lines.length < 30_000 || evidence.places().length === 0) return;
            child.kill(signal);
            clearInterval(timer);
          }, 20);
          child.on("close", () => clearInterval(timer));
        });
        assert.is(first.status, code, first.stderr);
        if (code !== null)
          assert.match(first.stderr, /interrupted: \d+ lines delivered; the same command goes on from there\n$/);
        assert.is(evidence.places().length, 1);
        keeper.wait = 0;
        const second = await runBeside(["read", evidence.big, ...sending]);
        assert.is(second.status, 0, second.stderr);
        assert.match(
          second.stderr,
          /going on behind \d+ lines that an earlier run has sent; without .*\/imports\/[\da-f]{32} all is sent\n/,
        );
        assert.match(second.stderr, new RegExp(`${evidence.records} lines delivered\n$`));
        assert.equal([...new Set(keeper.lines)], all());
        assert.ok(
          keeper.lines.length <= evidence.records + (signal === "SIGKILL" ? 25_000 : 5_000),
          `${keeper.lines.length} lines`,
        );
        assert.equal(evidence.places(), []);
      });
    });
  }

  test("begins anew, and says so, where the files are others than before", async () => {
    const keeper = new Keeper([], 150);
    await withKeeper(evidence, keeper, async (sending) => {
      await runBeside(["read", evidence.big, ...sending], (child) => {
        const timer = setInterval(() => evidence.places().length > 0 && child.kill("SIGINT"), 20);
        child.on("close", () => clearInterval(timer));
      });
      const bytes = readFileSync(evidence.big);
      const changed = Buffer.from(bytes);
      changed.write("mallory", 44);
      writeFileSync(evidence.big, changed);
      const before = keeper.lines.length;
      keeper.wait = 0;
      const run = await runBeside(["read", evidence.big, ...sending]);
      const lines = all();
      writeFileSync(evidence.big, bytes);
      assert.is(run.status, 0, run.stderr);
      assert.match(run.stderr, /the text is another one than an earlier run sent: all is sent again/);
      assert.equal(keeper.lines.slice(before), lines);
    });
  });

  test("keeps what is refused in a file, tells it with numbers, and ends with exit code 1", async () => {
    const bad = (line: string): boolean => line.includes("username=user3 ");
    const server = await startScripted(({ lines }) => {
      const wrong = lines.find(bad);
      return wrong === undefined
        ? { status: 204 }
        : { status: 400, body: JSON.stringify({ error: "partial write: hated" }) };
    });
    try {
      const small = join(evidence.folder, "small");
      writeFileSync(small, readFileSync(evidence.big).subarray(0, 384 * 70));
      const sending = evidence.to(server.url, "--influx-version", "1", "--influx-database", "logins");
      const run = await runBeside(["read", small, ...sending]);
      assert.is(run.status, 1, run.stderr);
      assert.match(run.stderr, /60 lines delivered, 10 refused for good, see .*\.refused\.jsonl\n$/);
      const [, path = ""] = /see (.*)\n$/.exec(run.stderr) ?? [];
      const rows = readFileSync(path, "utf8").trimEnd().split("\n");
      const kept = rows.map((row) => (JSON.parse(row) as { readonly line: string }).line);
      assert.equal(kept, linesOf(small).trimEnd().split("\n").filter(bad));
    } finally {
      await server.stop();
    }
  });

  test("reads standard input too, which it says cannot be read again", async () => {
    const keeper = new Keeper();
    await withKeeper(evidence, keeper, async (sending) => {
      const run = await runBeside(["read", "-", ...sending], () => {}, readFileSync(evidence.big));
      assert.is(run.status, 0, run.stderr);
      assert.is(keeper.lines.length, evidence.records);
    });
    const slow = new Keeper([], 150);
    await withKeeper(evidence, slow, async (sending) => {
      const run = await runBeside(
        ["read", "-", ...sending],
        (child) => {
          const timer = setInterval(() => slow.lines.length > 0 && child.kill("SIGINT"), 20);
          child.on("close", () => clearInterval(timer));
        },
        readFileSync(evidence.big),
      );
      assert.is(run.status, 130, run.stderr);
      assert.match(run.stderr, /standard input cannot be read again\n$/);
    });
  });

  test("an interruption is heard while standard input is silent", async () => {
    const keeper = new Keeper();
    await withKeeper(evidence, keeper, async (sending) => {
      const run = await runBeside(["read", "-", ...sending], (child) => {
        child.stdin?.write(readFileSync(evidence.big).subarray(0, 384 * 10));
        setTimeout(() => child.kill("SIGINT"), 700);
      });
      assert.is(run.status, 130, run.stderr);
    });
  });

  test("a second run of the same at the same time is refused, with exit code 2", async () => {
    const keeper = new Keeper([], 200);
    await withKeeper(evidence, keeper, async (sending) => {
      let second: ReturnType<typeof runBeside> | undefined;
      const first = await runBeside(["read", evidence.big, ...sending], (child) => {
        const timer = setInterval(() => {
          if (keeper.lines.length > 0) second ??= runBeside(["read", evidence.big, ...sending]);
        }, 20);
        child.on("close", () => clearInterval(timer));
      });
      const refused = await second;
      assert.equal([first.status, refused?.status], [0, 2], `${first.stderr}${refused?.stderr}`);
      assert.match(refused?.stderr ?? "", /another whoflux works here .*; wait for its end/);
      assert.is(keeper.lines.length, evidence.records);
    });
  });
});
