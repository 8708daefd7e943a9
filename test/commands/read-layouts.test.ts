import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import * as assert from "uvu/assert";
import type { FormatName } from "../../src/formats/index.ts";
import { whoflux } from "../kit/cli.ts";
import { parseLineProtocol } from "../kit/line-protocol.ts";
import { describe } from "../kit/suite.ts";

const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));

//  Each has fields that its neighbours lack: type and pid; uid; logout_time and service; two layouts of one system.
const files = [
  "linux/amd64.wtmp",
  "linux/amd64.lastlog",
  "linux/amd64.faillog",
  "wtmpdb/wtmp.db",
  "freebsd/utx.log",
  "openbsd/wtmp",
  "lastlog2/lastlog2.db",
  "linux/armhf-mixed.wtmp",
].map(fixture);

function shown(format: FormatName, paths: readonly string[], ...options: readonly string[]): string {
  const { stdout } = whoflux(["read", "-f", format, ...options, ...paths]);
  return Buffer.from(stdout, "latin1").toString("utf8");
}

const apart = (format: FormatName): readonly string[] => files.map((path) => shown(format, [path]));

describe("whoflux read: files of several layouts in one run", (test) => {
  for (const format of ["jsonl", "line-protocol", "utmpdump"] as const) {
    test(`${format}: each record is written as if its file were the only one`, () => {
      const alone = apart(format);
      assert.ok(alone.filter((text) => text.length > 100).length > 5);
      // The mixed file tells the history of the first one again: its points have other ordinals then.
      const plain = (text: string): string => text.replaceAll(/,ordinal=\d+/g, "");
      assert.is(plain(shown(format, files)), plain(alone.join("")));
    });
  }

  test("jsonl: an object has the fields of its layout and no others", () => {
    const keys = shown("jsonl", files)
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line))
      .map((record) => [record.layout, Object.keys(record)] as const);
    for (const [layout, fields] of keys) {
      const has = (field: string): boolean => fields.includes(field);
      assert.is(has("uid"), /^(?:lastlog-|faillog-)/.test(layout), layout);
      assert.is(has("locktime"), /^faillog-/.test(layout), layout);
      assert.is(has("offset"), !/^(?:wtmpdb|lastlog2)$/.test(layout), layout);
      assert.ok(!has("service") || /^(?:wtmpdb|lastlog2)$/.test(layout), layout);
      assert.ok(has("line"), layout);
    }
    assert.is(new Set(keys.map(([layout]) => layout)).size, 8);
  });

  test("json: one array of the same objects", () => {
    const lines = shown("jsonl", files).trimEnd().split("\n");
    assert.equal(
      JSON.parse(shown("json", files)),
      lines.map((line) => JSON.parse(line)),
    );
  });

  test("csv: one header for all, every row as long as it", () => {
    const [header, ...rows]: string[][] = parse(shown("csv", files), { relax_column_count: true });
    const bodies = apart("csv").flatMap((text) => parse(text).slice(1) as string[][]);
    assert.equal(rows, bodies);
    assert.equal([...new Set(rows.map((row) => row.length))], [header?.length]);
    assert.is(rows.filter((row) => row.join() === header?.join()).length, 0);
  });

  test("line protocol: no two points are one, and those without pid and offset name their layout", () => {
    const points = parseLineProtocol(shown("line-protocol", files));
    const keys = points.map(({ tags, timestamp }) => JSON.stringify([...tags, String(timestamp)]));
    assert.is(new Set(keys).size, points.length);
    const without = points.filter(({ fields }) => !fields.has("byte_offset") && !fields.has("pid"));
    assert.equal(new Set(without.map(({ fields }) => fields.get("layout"))), new Set(["wtmpdb", "lastlog2"]));
    assert.equal(
      points.filter(({ fields }) => fields.has("layout") && (fields.has("byte_offset") || fields.has("pid"))),
      [],
    );
  });

  test("table: another header where the columns become others, and only there", () => {
    const twice = [fixture("linux/amd64.wtmp"), fixture("linux/amd64.btmp"), fixture("linux/s390x.wtmp")];
    assert.is(shown("table", twice).match(/TIME \(UTC\)/g)?.length, 1);
    const mixed = [fixture("linux/amd64.lastlog"), fixture("linux/amd64.wtmp")];
    assert.is(shown("table", mixed), mixed.map((path) => shown("table", [path])).join("\n"));
  });

  test("table: a file of which nothing is selected gets no header", () => {
    const paths = [fixture("linux/amd64.lastlog"), fixture("wtmpdb/wtmp.db")];
    assert.is(shown("table", paths, "-u", "bob"), shown("table", paths.slice(1), "-u", "bob"));
  });

  test("the counts of what line protocol leaves out are those of all files together", () => {
    const paths = [fixture("openbsd/utmp"), fixture("freebsd/utmp-8-amd64"), fixture("linux/alpha.utmp")];
    const left = (run: readonly string[]): number => {
      const { stderr } = whoflux(["read", "-f", "line-protocol", ...run]);
      return [...stderr.matchAll(/(\d+) (?:blank )?records? left out/g)].reduce((sum, [, n]) => sum + Number(n), 0);
    };
    const each = paths.map((path) => left([path]));
    assert.ok(each.filter((count) => count > 0).length > 1, `${each}`);
    assert.is(
      left(paths),
      each.reduce((sum, count) => sum + count, 0),
    );
  });
});
