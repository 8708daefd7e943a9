import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { fixture } from "../kit/databases.ts";
import { diagnosisOf, fileTold, logins } from "../kit/doctor.ts";
import { requireProgram } from "../kit/require.ts";
import { type Entry, inRoot } from "../kit/scratch-root.ts";
import { describe } from "../kit/suite.ts";
import { concatBytes } from "../kit/utmp-writer.ts";

describe("whoflux doctor looks at login files", (test) => {
  test("a history is read to its end: layout, confidence, records, first and last", () => {
    const rotated = {
      "var/log/wtmp.1": logins(1),
      "var/log/wtmp.2.gz": "x",
      "var/log/wtmpfake.1": "x",
      "var/log/btmp.1": "x",
    };
    assert.equal(fileTold({ "var/log/wtmp": logins(3), ...rotated }, "/var/log/wtmp"), {
      holds: "history",
      path: "/var/log/wtmp",
      status: "ok",
      stored_bytes: 3 * 384,
      rotated: 2,
      container: "plain",
      confidence: 100,
      layout: "linux-384-le",
      records: 3,
      first: "2026-01-01T00:00:00.000000Z",
      last: "2026-01-01T00:00:02.000000Z",
    });
  });

  test("a wtmpdb is read, and a second name for it is no second history", () => {
    const database = readFileSync(fixture("wtmpdb/wtmp.db"));
    const files = { "var/log/wtmp.db": database, "var/lib/wtmpdb/wtmp.db": { link: "/var/log/wtmp.db" } };
    inRoot(files, (root) => {
      const found = diagnosisOf(root).files.filter(({ holds }) => holds === "history");
      assert.equal(
        found.map(({ path, status, layout, records }) => [path, status, layout, records]),
        [["/var/lib/wtmpdb/wtmp.db", "ok", "wtmpdb", 9]],
      );
    });
  });

  test("a damaged history is partial, and says how much is lost", () => {
    const torn = concatBytes([logins(20), new Uint8Array(100).fill(0xff), logins(20), new Uint8Array(50).fill(1)]);
    const { status, records, problem } = fileTold({ "var/log/wtmp": torn }, "/var/log/wtmp");
    assert.equal([status, records], ["partial", 40]);
    assert.match(problem ?? "", /^2 places, 150 bytes without a record: no record can be read there$/);
  });

  test("a file that is too large is recognised, and said not to be read to its end", () => {
    const { status, layout, records, problem } = fileTold({ "var/log/wtmp": logins(180_000) }, "/var/log/wtmp");
    assert.equal([status, layout, records], ["ok", "linux-384-le", undefined]);
    assert.match(problem ?? "", /too large/);
  });

  const odd: readonly (readonly [what: string, entry: Entry, status: string | undefined, problem: RegExp])[] = [
    ["a text", "Dear diary, nobody came today.\n".repeat(40), "foreign", /^no login records found/],
    ["an SQLite database of somebody else", Buffer.from(`SQLite format 3\0${"\0".repeat(4096)}`), "foreign", /./],
    ["a directory", (path) => mkdirSync(path), "foreign", /^is no regular file$/],
    ["zeros", new Uint8Array(4000), "empty", /zero bytes/],
    ["a link to nowhere", { link: "/no/such/file" }, undefined, /^undefined$/],
    ["a link in a circle", { link: "wtmp" }, "failed", /too many symbolic links/],
    ["a link to a file of this machine", { link: "/etc/passwd" }, undefined, /^undefined$/],
    ["a link out of the root", { link: "../../../../../../../../../../../etc/passwd" }, undefined, /^undefined$/],
  ];
  for (const [what, entry, status, problem] of odd) {
    test(`${what} where a history should be is ${status ?? "nothing"}`, () => {
      const found = fileTold(
        { "etc/os-release": "ID=novelty\n", "var/log/wtmp": entry, "var/log/utx.log": "" },
        "/var/log/wtmp",
      );
      assert.is(found.status, status);
      assert.match(String(found.problem), problem);
    });
  }

  const mkfifo = requireProgram("mkfifo", "a doctor who waits for nobody");
  if (mkfifo !== undefined) {
    test("a named pipe is not opened, which would wait for ever", () => {
      const pipe = (path: string): void => void execFileSync(mkfifo, [path]);
      assert.is(fileTold({ "var/log/btmp": pipe }, "/var/log/btmp").problem, "is no regular file");
      inRoot({ "etc/os-release": pipe, "etc/passwd": pipe, "etc/group": pipe, "var/log/wtmp": logins(1) }, (root) => {
        assert.is(diagnosisOf(root).files[0]?.status, "ok");
      });
    });
  }
});
