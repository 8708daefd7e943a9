import { mkdirSync, symlinkSync } from "node:fs";
import * as assert from "uvu/assert";
import { bootRecord, userRecord } from "../../fixtures/make/live-kit.ts";
import { WhofluxError } from "../../src/model/error.ts";
import { Root } from "../../src/sources/rooted.ts";
import { readInside } from "../../src/sources/small-file.ts";
import { describe } from "../kit/suite.ts";
import { writeRecords } from "../kit/utmp-writer.ts";
import { type Contents, inRoot, snapshotOf, whoIs } from "./roots.ts";

const link =
  (target: string): Contents =>
  (path) =>
    symlinkSync(target, path);

const tree: Readonly<Record<string, Contents>> = {
  "run/utmp": "here",
  "var/run": link("/run"),
  "deep/a/up": link("../../run"),
  "deep/out": link("../../../../../etc"),
  "etc/passwd": "inside",
  "chain/1": link("2"),
  "chain/2": link("/chain/3"),
  "chain/3": link("../run/./utmp"),
  "round/a": link("b"),
  "round/b": link("/round/a"),
  "dev/pts/0": "a file",
  absolute: link("/etc/passwd"),
};

describe("a root file system", (test) => {
  for (const [path, expected] of [
    ["/run/utmp", "/run/utmp"],
    ["/var/run/utmp", "/run/utmp"],
    ["/deep/a/up/utmp", "/run/utmp"],
    ["/deep/out/passwd", "/etc/passwd"],
    ["/chain/1", "/run/utmp"],
    ["/absolute", "/etc/passwd"],
    ["/../../etc/passwd", "/etc/passwd"],
    ["/run/../../../etc/passwd", "/etc/passwd"],
    ["/not/there/at/all", "/not/there/at/all"],
    ["/run//./utmp", "/run/utmp"],
  ] as const) {
    test(`${path} stays inside: it is ${expected}`, () => {
      inRoot(tree, (root) => {
        assert.is(new Root(root).file(path), `${root}${expected}`);
        assert.is(new Root(`${root}//`).file(path), `${root}${expected}`);
      });
    });
  }
  test("links that go round in circles end with an error that names them", () => {
    inRoot(tree, (root) => {
      const error = caught(() => new Root(root).file("/round/a/utmp"));
      assert.is(error.message, "/round/a: too many symbolic links");
    });
  });
  test("an entry is the link itself, in a directory that is inside", () => {
    inRoot(tree, (root) => {
      assert.is(new Root(root).entry("/chain/1"), `${root}/chain/1`);
      assert.is(new Root(root).entry("/var/run/utmp"), `${root}/run/utmp`);
    });
  });
  test("our own root is taken as it is", () => {
    for (const own of ["/", "//", ""]) {
      assert.ok(new Root(own).isOwn);
      assert.is(new Root(own).file("/var/run/utmp"), "/var/run/utmp");
    }
  });
  test("an image whose utmp leads to ours lists nobody of ours", async () => {
    const outside = writeRecords("linux-384-le", [bootRecord, userRecord("pts/0", "ours", 1, "2026-01-05T09:10:00")]);
    await inRoot({ "ours/utmp": outside, "image/run": (path) => mkdirSync(path) }, async (root) => {
      symlinkSync(`${root}/ours/utmp`, `${root}/image/run/utmp`);
      assert.equal(whoIs(await snapshotOf(`${root}/image`)), []);
      assert.equal(whoIs(await snapshotOf(`${root}/ours/..`, { sources: ["utmp"] })), []);
    });
  });
  test("small files are read through links, as far as they stay inside; on our own system all do", () => {
    inRoot(tree, (root) => {
      assert.is(readInside(new Root(root), "/absolute", 100), "inside");
      assert.is(readInside(new Root("/"), `${root}/chain/3`, 100), "here");
    });
  });
});

function caught(body: () => unknown): WhofluxError {
  try {
    body();
  } catch (error) {
    if (error instanceof WhofluxError) return error;
  }
  throw new Error("nothing was thrown");
}
