import { gzipSync } from "node:zlib";
import * as assert from "uvu/assert";
import { whoflux, whofluxWhile } from "../kit/cli.ts";
import { describe } from "../kit/suite.ts";
import { file, pids, range, wtmp } from "./login-files.ts";

describe("whoflux read: as a part of a pipe", (test) => {
  const long = file("long", wtmp(60_000));

  test("a reader that goes away is success and silence", async () => {
    const run = await whofluxWhile(["read", long], (child) =>
      child.stdout?.once("data", () => child.stdout?.destroy()),
    );
    assert.equal([run.status, run.stderr], [0, ""]);
  });

  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    test(`${signal} ends it as the shell expects (${code})`, async () => {
      const run = await whofluxWhile(["read", long], (child) => child.stdout?.once("data", () => child.kill(signal)));
      assert.is(run.signal, signal);
    });
  }

  test("standard input is a file like any other", () => {
    const run = whoflux(["read", "-"], { input: gzipSync(wtmp(5)) });
    assert.equal(pids(run.stdout), range(0, 5));
    assert.is(run.stderr, "");
  });

  test("stdout holds data only, also when nothing is left to print", () => {
    const empty = file("none", new Uint8Array());
    assert.equal(JSON.parse(whoflux(["read", "-f", "json", empty]).stdout), []);
    assert.match(whoflux(["read", "-f", "csv", empty]).stdout, /^time,type,.*\n$/);
    assert.is(whoflux(["read", "-f", "line-protocol", empty]).stdout, "");
  });
});
