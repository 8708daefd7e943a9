import { parse } from "csv-parse/sync";
import * as assert from "uvu/assert";
import { unescapeText } from "../../src/model/escape.ts";
import { whoflux } from "../kit/cli.ts";
import { parseLineProtocol } from "../kit/line-protocol.ts";
import { describe } from "../kit/suite.ts";
import { file, wtmp } from "./login-files.ts";

const hostile: readonly (readonly [name: string, host: string])[] = [
  ["a line break and a forged point", "x\nlogon_record,host=victim pid=1i 1"],
  ["separators of every syntax", 'a,b=c d"e;f\tg'],
  ["a backslash at the end", "a\\"],
  ["our own escape, literally", "a\\x0a\\u{202e}"],
  ["a terminal escape and a bidi override", "\x1b]0;owned\x07\u202eb"],
  ["a formula", "=1+1"],
  ["letters and signs of other scripts", "Zoë 🦊 漢字"],
];

const utf8 = (latin1: string): string => Buffer.from(latin1, "latin1").toString("utf8");

describe("whoflux read --host with a hostile name", (test) => {
  const path = file("two", wtmp(2));
  const shown = (format: string, ...options: readonly string[]): string =>
    utf8(whoflux(["read", "-f", format, ...options, path]).stdout);

  for (const [name, host] of hostile) {
    const original = (text: unknown): string => Buffer.from(unescapeText(String(text))).toString("utf8");

    test(`${name}: jsonl and json give it back, one line stays one line`, () => {
      const lines = shown("jsonl", "--host", host).split("\n").slice(0, -1);
      assert.equal(
        lines.map((line) => original(JSON.parse(line).computer)),
        [host, host],
      );
      const array: { computer: string }[] = JSON.parse(shown("json", "--host", host));
      assert.equal(
        array.map(({ computer }) => original(computer)),
        [host, host],
      );
    });

    test(`${name}: csv gives it back, formulas defused`, () => {
      const text = shown("csv", "--host", host);
      const rows: { computer: string }[] = parse(text, { columns: true });
      assert.is(text.split("\n").length, 4);
      assert.equal(
        rows.map(({ computer }) => original(computer.replace(/^'/, ""))),
        [host, host],
      );
      assert.ok(rows.every(({ computer }) => !/^[=+\-@]/.test(computer)));
    });

    test(`${name}: line protocol gives it back as a tag`, () => {
      const points = parseLineProtocol(shown("line-protocol", "--host", host));
      assert.equal(
        points.map(({ tags }) => original(tags.get("host"))),
        [host, host],
      );
      assert.equal(
        points.map(({ fields }) => fields.get("pid")),
        [0n, 1n],
      );
    });

    test(`${name}: the table shows it and acts on no terminal`, () => {
      const text = shown("table", "--host", host);
      const lines = text.split("\n");
      assert.is(lines.length, 4);
      assert.not.match(text.replaceAll("\n", ""), /[\p{Cc}\p{Cf}]/u);
      assert.ok(lines.slice(1, 3).every((line) => original(line.split(" 2026-")[0]?.trimEnd()) === host));
    });
  }

  test("utmpdump's text has no place for it and stays what it is", () => {
    assert.is(shown("utmpdump", "--host", "x\ny"), shown("utmpdump"));
  });
});
