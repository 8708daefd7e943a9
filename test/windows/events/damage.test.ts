import * as assert from "uvu/assert";
import { describe } from "../../kit/suite.ts";
import { asRead, logon, toJson, toXml } from "./event-writer.ts";
import { readText, skipped } from "./reading.ts";

const [one, two] = [logon(0), logon(1)];
const [first, second] = [toXml(one), toXml(two)];
const both = [asRead(one), asRead(two)];

/** Damaged files: pieces that are read (true) or told with a reason, one behind the other. */
const damages: readonly (readonly [name: string, pieces: readonly (readonly [string, RegExp | true])[]])[] = [
  [
    "garbage",
    [
      ["\0\0junk & ]]> ", /^no event$/],
      [first, true],
      ["<html>hello</html>", /^no event$/],
      [second, true],
    ],
  ],
  [
    "an event cut in a text",
    [
      [first.slice(0, 700), /not finished/],
      [second, true],
    ],
  ],
  [
    "an event cut in a tag",
    [
      [first.slice(0, first.indexOf("SystemTime")), /not finished/],
      [second, true],
    ],
  ],
  [
    "an event cut in an attribute",
    [
      [first.slice(0, first.indexOf("SystemTime='") + 15), /not finished/],
      [second, true],
    ],
  ],
  [
    "the last event cut",
    [
      [first, true],
      [second.slice(0, 500), /not finished/],
    ],
  ],
  [
    "the last event cut in a comment",
    [
      [first, true],
      ["<Event><!-- ", /not finished/],
    ],
  ],
  [
    "tags that do not fit",
    [
      [first, true],
      [second.replace("</EventID>", "</EvenTID>"), /do not fit/],
    ],
  ],
  [
    "a stray <",
    [
      [first.replace("User32 ", "< User32"), /stray </],
      [second, true],
    ],
  ],
  [
    "a declaration inside",
    [
      ["<Event><!DOCTYPE x [<!ENTITY e 'x'>]></Event>", /declaration/],
      [second, true],
    ],
  ],
  [
    "a declaration that does not end",
    [
      [first.replace("User32 ", "<!DOCTYPE 'x"), /declaration/],
      [second, true],
    ],
  ],
  [
    "one with brackets that do not end",
    [
      ["<!DOCTYPE a [ <!ENTITY e 'x", /type declaration/],
      [second, true],
    ],
  ],
  [
    "no EventID",
    [
      [first.replace(/<EventID.*?<\/EventID>/, ""), /without an EventID/],
      [second, true],
    ],
  ],
  [
    "no time",
    [
      [first.replace(/SystemTime='2025/, "SystemTime='x"), /without a time/],
      [second, true],
    ],
  ],
  [
    "a 13th month",
    [
      [first.replace("2025-03", "2025-13"), /without a time/],
      [second, true],
    ],
  ],
  [
    "an event of more than a MiB",
    [
      [first.replace("</EventData>", `<Data>${"x".repeat(1 << 20)}</Data></EventData>`), /more than 1048576/],
      [second, true],
    ],
  ],
  [
    "an attribute of 10 MB",
    [
      [first.replace("Name='", `Name='${"x".repeat(1e7)}`), /tag of more/],
      [second, true],
    ],
  ],
  [
    "elements nested too deep",
    [
      [first.replace("<EventData>", "<a>".repeat(1e5)), /nested more than 64/],
      [second, true],
    ],
  ],
];

describe("damaged files of events", (test) => {
  for (const [name, pieces] of damages) {
    test(`${name}: what is whole is read, the rest told with its place`, async () => {
      const text = pieces.map(([piece]) => piece).join("\n");
      const expected = pieces.flatMap(([piece, reason]) => (reason === true ? [piece] : []));
      const { events, skips, fails } = await readText(text, [100_003]);
      assert.equal(events.length, expected.length);
      assert.equal(fails, []);
      let at = 0;
      for (const [piece, reason] of pieces) {
        const mine = skips.filter(({ start = -1n }) => start >= at && start <= at + piece.length);
        if (reason === true) assert.equal(mine, []);
        else
          assert.ok(
            mine.length > 0 &&
              mine.every((skip) => reason.test(skip.reason) && (skip.end ?? 0n) <= at + piece.length + 1),
            JSON.stringify(mine, (_, value) => (typeof value === "bigint" ? String(value) : value)),
          );
        at += piece.length + 1;
      }
    });
  }

  test("a stretch of garbage is told once, with its bytes", async () => {
    assert.equal(skipped(await readText(`ä ${first}x < y <z/> ${second}`)), [
      "0-3: no event",
      `${3 + first.length}-${3 + first.length + 11}: no event`,
    ]);
  });

  test("a document type declaration is told, nothing of it is used, and the events behind it are read", async () => {
    const bomb = `<!DOCTYPE Events [<!ENTITY a "${first}"><!ENTITY b "&a;&a;&a;&a;">]>`;
    const { events, skips } = await readText(`${bomb}<Events>${first.replace("user-0", "&b;")}</Events>`);
    assert.equal(events[0]?.data.get("TargetUserName"), "&b;");
    assert.equal(events.length, 1);
    assert.equal(skipped({ skips }), [`0-${bomb.length}: a document type declaration, of which nothing is used`]);
  });

  test("a line that is too long, no JSON or no event is told", async () => {
    const long = "x".repeat(70);
    const lines = [
      `{${long}]`,
      `"${"x".repeat(1 << 22)}"`,
      "[1]",
      `{"a": "${long}"}`,
      "null",
      `"${long}"`,
      toJson(one),
    ];
    const { events, skips } = await readText(`${toJson(two)}\n${lines.join("\n")}`, [65536]);
    assert.equal(events, both);
    assert.equal(
      skips.map(({ reason }) => reason),
      ["a line that is no JSON", "a line of more than 2097152 characters", "a line that holds no event", "no event"],
    );
  });

  test("half a character at the end of UTF-16 is told", async () => {
    const { events, skips } = await readText(Buffer.concat([Buffer.from(first, "utf16le"), Buffer.of(0x3c)]));
    assert.is(events.length, 1);
    assert.equal(skipped({ skips }), [`${2 * first.length}-${2 * first.length + 1}: half a character`]);
  });
});
