import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { unescapeText } from "../../src/model/escape.ts";
import { encodeText } from "../kit/encoded.ts";
import { bytesOf, cellBytes, hostileTexts } from "../kit/hostile.ts";
import { describe } from "../kit/suite.ts";

const names =
  "time,type,type_code,pid,line,id,user,host,addr,session,exit_termination,exit_status,uid,count,max,locktime,logout_time,service,offset,layout";

describe("CSV", (test) => {
  test("every row has every column, and what is absent is empty", async () => {
    const records = [{ time: 0n, type: 2, pid: -5, line: "~", user: "reboot", offset: 0, layout: "linux-384-le" }, {}];
    const rows = "1970-01-01T00:00:00.000000Z,BOOT_TIME,,-5,~,,reboot,,,,,,,,,,,,0,linux-384-le\n,,,,,,,,,,,,,,,,,,,\n";
    assert.is(await encodeText("csv", records), `${names}\n${rows}`);
  });

  test("no record at all is the header alone", async () => {
    assert.is(await encodeText("csv", []), `${names}\n`);
  });

  test("the computer is the first column, quoted and defused like any text", async () => {
    const text = await encodeText("csv", [{ pid: 1 }], { computer: '=w,"1"' });
    assert.is(text, `computer,${names}\n"'=w,""1""",,,,1${",".repeat(16)}\n`);
  });

  const cells: readonly (readonly [string, string, string])[] = [
    ["comma and quote are quoted", 'a,"b', '"a,""b"'],
    ["a formula gets an apostrophe", "=1", "'=1"],
    ["a formula with a comma gets both", "=A(1,2)", '"\'=A(1,2)"'],
    ["a formula behind spaces gets one", "  @x", "'  @x"],
    ["a full-width formula gets one", "＋1", "'＋1"],
    ["full-width minus, equals and at sign get one", "－＝＠", "'－＝＠"],
    ["another full-width sign gets none", "＊1", "＊1"],
    ["an apostrophe gets another", "'=1", "''=1"],
    ["a sign inside gets none", "a=1", "a=1"],
    ["spaces alone get none", "   ", "   "],
    ["a control character cannot break the line", "a\r\n", "a\\x0d\\x0a"],
    ["a long text is quoted as a short one", `${"x".repeat(40)},`, `"${"x".repeat(40)},"`],
  ];
  for (const [name, text, cell] of cells) {
    test(name, async () => {
      const [, row] = (await encodeText("csv", [{ user: text }])).split("\n");
      assert.is(row, `${",".repeat(6)}${cell}${",".repeat(13)}`);
    });
  }

  test("a negative number is a number", async () => {
    assert.is((await encodeText("csv", [{ pid: -1 }])).split("\n")[1]?.slice(0, 5), ",,,-1");
  });

  for (const [name, text] of hostileTexts) {
    test(`${name}: one row, harmless to a spreadsheet, the text given back`, async () => {
      const cell = bytesOf(text);
      const rows = read(await encodeText("csv", [{ user: cell, host: cell, pid: 7, layout: "z" }, { pid: 8 }]));
      assert.is(rows.length, 2);
      assert.equal(cellOf(rows[0]?.user), cell);
      assert.equal(cellOf(rows[0]?.host), cell);
      assert.is(rows[0]?.layout, "z");
      assert.not.match(rows[0]?.user ?? "", /^\s*[=+\-@＝＋－＠]/u);
    });
  }

  test("any bytes come back, one line a row", async () => {
    const record = fc.record({ user: cellBytes, host: cellBytes });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 20 }), async (records) => {
        const text = await encodeText("csv", records);
        assert.is(text.split("\n").length, records.length + 2);
        const rows = read(text);
        for (const [index, { user, host }] of records.entries()) {
          assert.equal(cellOf(rows[index]?.user), Uint8Array.from(user));
          assert.equal(cellOf(rows[index]?.host), Uint8Array.from(host));
          assert.not.match(rows[index]?.user ?? "", /^ *[=+\-@＝＋－＠]/u);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function read(text: string): Record<string, string>[] {
  return parse(text, { columns: true, record_delimiter: "\n" });
}

function cellOf(value: string | undefined): Uint8Array {
  return unescapeText((value ?? "").replace(/^'/u, ""));
}
