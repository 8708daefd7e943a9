import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { unescapeText } from "../../src/model/escape.ts";
import { encodeText } from "../kit/encoded.ts";
import { bytesOf, cellBytes, hostileTexts } from "../kit/hostile.ts";
import { describe } from "../kit/suite.ts";

const login = {
  time: 1_767_323_045_678_901n,
  type: 7,
  pid: 4711,
  line: "pts/0",
  id: "ts/0",
  user: "alice",
  host: "client.example.net",
  addr: Uint8Array.of(192, 0, 2, 7),
};
const boot = { time: 0n, type: 2, pid: 0, line: "~", id: "~~", user: "reboot", host: "6.1.0-amd64" };

describe("the table", (test) => {
  test("without a width every column is shown and the last is as long as it needs", async () => {
    assert.is(
      await encodeText("table", [login, boot]),
      [
        "TIME (UTC)           TYPE               PID  LINE      ID      UID  USER          ADDRESS          HOST",
        "2026-01-02 03:04:05  USER_PROCESS      4711  pts/0     ts/0         alice         192.0.2.7        client.example.net",
        "1970-01-01 00:00:00  BOOT_TIME            0  ~         ~~           reboot                         6.1.0-amd64",
        "",
      ].join("\n"),
    );
  });

  test("80 cells show the columns that matter most, the last one cut to what is left", async () => {
    assert.is(
      await encodeText("table", [{ ...login, host: "a-very-long-name.client.example.net" }], { width: 80 }),
      [
        "TIME (UTC)           TYPE           LINE      USER          HOST",
        "2026-01-02 03:04:05  USER_PROCESS   pts/0     alice         a-very-long-name.cl…",
        "",
      ].join("\n"),
    );
  });

  test("a narrow terminal keeps time, type and host", async () => {
    const [header, row] = (await encodeText("table", [login], { width: 40 })).split("\n");
    assert.is(header, "TIME (UTC)           TYPE           HOST");
    assert.is(row, "2026-01-02 03:04:05  USER_PROCESS   client.…");
  });

  test("only the fields that are there have a column", async () => {
    const text = await encodeText("table", [{ time: 0n, uid: 1000, line: "tty1" }], {
      fields: ["time", "uid", "line", "host"],
    });
    assert.is(text, "TIME (UTC)           LINE        UID  HOST\n1970-01-01 00:00:00  tty1       1000\n");
  });

  test("the computer is a column of its own", async () => {
    const text = await encodeText("table", [boot], { computer: "web1", width: 60 });
    assert.match(text, /^COMPUTER {2}TIME \(UTC\)/);
    assert.match(text, /\nweb1 {6}1970-01-01/);
  });

  const cuts: readonly (readonly [string, string, string])[] = [
    ["text as wide as its column stays", "abcdefghijkl", "abcdefghijkl"],
    ["one more is cut", "abcdefghijklm", "abcdefghijk…"],
    ["wide characters count two", "漢字漢字漢字", "漢字漢字漢字"],
    ["a wide character is not cut in half", "漢字漢字漢字a", "漢字漢字漢… "],
    ["combining marks count nothing", `${"e\u0301".repeat(12)}`, `${"e\u0301".repeat(12)}`],
    ["emoji count two", "🦊".repeat(7), `${"🦊".repeat(5)}… `],
    ["an escape is text like any other", "\x1b[31mred", "\\x1b[31mred "],
  ];
  for (const [name, user, shown] of cuts) {
    test(name, async () => {
      const [, row] = (await encodeText("table", [{ user, host: "|" }], { fields: ["user", "host"] })).split("\n");
      assert.is(row, `${shown}${"".padEnd(12 - cells(shown))}  |`);
    });
  }

  test("a number too long for its column is cut, not the line broken", async () => {
    const [, row] = (await encodeText("table", [{ pid: 2 ** 40, host: "|" }], { fields: ["pid", "host"] })).split("\n");
    assert.is(row, "109951…  |");
  });

  for (const [name, text] of hostileTexts) {
    test(`${name}: one line, the text given back`, async () => {
      const cell = bytesOf(text);
      const [, row, last] = (
        await encodeText("table", [{ host: cell, pid: 1 }, { pid: 2 }], { fields: ["pid", "host"] })
      ).split("\n");
      assert.equal(unescapeText(row?.slice(9) ?? ""), trimmed(cell));
      assert.is(last, "      2");
    });
  }

  test("any bytes come back where nothing was cut, and no line is wider than the terminal", async () => {
    await fc.assert(
      fc.asyncProperty(cellBytes, fc.integer({ min: 40, max: 200 }), async (cell, width) => {
        const whole = (await encodeText("table", [{ host: cell, pid: 1 }], { fields: ["pid", "host"] })).split("\n");
        assert.is(whole.length, 3);
        assert.equal(unescapeText(whole[1]?.slice(9) ?? ""), trimmed(cell));
        const ascii = Uint8Array.from(cell, (byte) => byte & 0x7f);
        const record = { ...login, host: ascii, user: ascii, line: ascii };
        for (const line of (await encodeText("table", [record], { width })).split("\n"))
          assert.ok(line.length <= Math.max(width, 44), line);
      }),
      { numRuns: 200 },
    );
  });
});

//  Cells of the few kinds of characters used above.
function cells(text: string): number {
  return [...text].reduce(
    (sum, character) => sum + (character === "\u0301" ? 0 : /[漢字🦊]/u.test(character) ? 2 : 1),
    0,
  );
}

//  Spaces at the end of a line are not shown.
function trimmed(cell: Uint8Array): Uint8Array {
  let end = cell.length;
  while (cell[end - 1] === 0x20) end -= 1;
  return Uint8Array.from(cell.subarray(0, end));
}
