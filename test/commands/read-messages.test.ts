import { chmodSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { whoflux } from "../kit/cli.ts";
import { missing } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { concatBytes } from "../kit/utmp-writer.ts";
import { file, folder, pids, wtmp } from "./login-files.ts";

describe("whoflux read: exit codes and messages", (test) => {
  const good = file("good", wtmp(3));

  const whole: readonly (readonly [string, Uint8Array, number, RegExp])[] = [
    ["empty", new Uint8Array(), 0, /empty: empty file, no records$/],
    ["zeros", new Uint8Array(4000), 1, /zeros: nothing but zero bytes \(found 4000 bytes\); .*--layout NAME/],
    [
      "erased",
      new Uint8Array(4000).fill(255),
      1,
      /erased: nothing but 0xff bytes \(found 4000 bytes\); .*another copy/,
    ],
    ["one", Uint8Array.of(7), 1, /one: too short for any record \(expected 3 bytes or more, found 1 byte\)$/],
    [
      "prose",
      Buffer.from("no login file at all\n".repeat(50)),
      1,
      /prose: no login records found \(expected .*\); .*--explain/,
    ],
  ];
  for (const [name, bytes, status, message] of whole) {
    test(`${name}: says on one line what the file is, exits ${status} and prints no record`, () => {
      const run = whoflux(["read", file(name, bytes)]);
      assert.is(run.status, status);
      assert.is(run.stdout, "");
      assert.match(run.stderr.trimEnd(), message);
      assert.is(run.stderr.split("\n").length, 2);
    });
  }

  test("a file that fails is reported and the others are read", () => {
    const run = whoflux(["read", join(folder, "absent"), good, folder]);
    assert.is(run.status, 1);
    assert.equal(pids(run.stdout), [0, 1, 2]);
    assert.match(run.stderr, /absent: /);
    assert.match(run.stderr, /is a directory/);
  });

  test("a file that may not be read says so, and how to cure it", () => {
    if (process.getuid?.() !== 0) return missing("root", "a file without permission");
    const secret = file("secret", wtmp(1));
    chmodSync(folder, 0o755);
    chmodSync(secret, 0o600);
    const run = whoflux(["read", secret], { uid: 65534 });
    assert.is(run.status, 1);
    assert.match(run.stderr, /secret: .*root/);
  });

  test("what is skipped is told with its place, and the exit code is 1", () => {
    const run = whoflux(["read", file("torn", concatBytes([wtmp(2).subarray(0, 500), wtmp(2, 5)]))]);
    assert.is(run.status, 1);
    assert.equal(pids(run.stdout), [0, 5, 6]);
    assert.match(run.stderr, /torn: offset 0x180: 116 bytes skipped: no record can be read there\n$/);
  });

  test("--strict stops at the first damage, after the records before it", () => {
    const run = whoflux(["read", "--strict", file("torn2", concatBytes([wtmp(2).subarray(0, 500), wtmp(2, 5)]))]);
    assert.is(run.status, 1);
    assert.equal(pids(run.stdout), [0]);
  });

  test("a file of a thousand wounds is summed up", () => {
    const wounds = Array.from({ length: 100 }, (_, index) => concatBytes([wtmp(2, index * 2), Uint8Array.of(1, 2, 3)]));
    const run = whoflux(["read", file("wounds", concatBytes(wounds))]);
    assert.is(pids(run.stdout).length, 200);
    assert.match(run.stderr, /and 80 more places, 240 bytes in all\n$/);
    assert.is(run.stderr.split("\n").length, 22);
  });

  test("a hostile file name cannot act on the terminal", () => {
    const run = whoflux(["read", join(folder, "no\x1b[2Jsuch\nfile")]);
    assert.match(run.stderr, /no\\x1b\[2Jsuch\\x0afile/);
    assert.is(run.stderr.split("\n").length, 2);
  });
});
