import * as assert from "uvu/assert";
import { describe } from "../../kit/suite.ts";
import { asRead, logon, toJson, toXml } from "./event-writer.ts";
import { readAll, readText, skipped } from "./reading.ts";

const [one, two] = [logon(0), logon(1)];
const [first, second] = [toXml(one), toXml(two)];
const both = [asRead(one), asRead(two)];
const pretty = { quote: '"', gap: "\r\n  ", rendering: true } as const;

/** Texts that hold both events and nothing that is worth a word. */
const shapes: readonly (readonly [name: string, text: string])[] = [
  ["one event per line", `${first}\n${second}\n`],
  ["lines that end in CR LF", `${first}\r\n${second}\r\n`],
  ["one behind the other", first + second],
  ["a document", `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<Events>${first}${second}</Events>`],
  ["a root with attributes", `<Events a='>' >${first}\n${second}</Events >`],
  ["double quotes, white space and RenderingInfo", toXml(one, pretty) + toXml(two, pretty)],
  ["comments and instructions between", `<!-- ${first.replaceAll("--", "")} -->${first}<?pi ${first}?>${second}`],
  ["the numbers that evtx_dump puts between", `Record 1\n<?xml version="1.0"?>\n${first}\nRecord 2\n${second}`],
  ["byte order marks where files were joined", `\ufeff${first}\n\ufeff${second}`],
  ["JSON Lines as evtx_dump writes them", `${toJson(one)}\n${toJson(two)}\n`],
  ["JSON Lines of XML", `${JSON.stringify(first)}\r\n\r\n${JSON.stringify(second)}`],
  ["JSON Lines of objects with XML", [first, second].map((xml) => JSON.stringify({ n: 1, xml })).join("\n")],
];

/** Texts that are whole inside of an event and look like its end, or like another. */
const disguises: readonly (readonly [name: string, from: string, to: string])[] = [
  ["a comment", "<EventData>", "<EventData><!-- </Event><Event><System/></Event> -->"],
  ["a CDATA section", "<EventData>", "<EventData><![CDATA[</EventData></Event>]]>"],
  ["an instruction", "<EventData>", "<EventData><?pi </Event>?>"],
  ["an attribute", "<EventData>", "<EventData note='</Event>' other=\"</Event>'\">"],
  ["an element of that name", "<EventData>", "<Event a='1'><Eventual/></Event><Event/><EventData>"],
];

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

describe("texts of events", (test) => {
  for (const [name, text] of shapes) {
    test(`are read from ${name}`, async () => {
      for (const sizes of [undefined, [1], [7, 3]]) {
        const { events, skips, fails, tally } = await readText(text, sizes);
        assert.equal(events, both);
        assert.equal([skips, fails, tally], [[], [], { other: 0, repeated: 0 }]);
      }
    });
  }

  for (const [encoding, mark] of [
    ["utf16le", "\ufeff"],
    ["utf16le", ""],
    ["utf16be", "\ufeff"],
    ["utf16be", ""],
  ] as const) {
    test(`are read from ${encoding} ${mark === "" ? "without" : "with"} a byte order mark`, async () => {
      for (const text of [`${first}\r\n${second}`, `${toJson(one)}\n${toJson(two)}`]) {
        const bytes = Buffer.from(mark + text, "utf16le");
        const { events, skips } = await readText(encoding === "utf16le" ? bytes : bytes.swap16(), [5, 1001]);
        assert.equal(events, both);
        assert.equal(skips, []);
      }
    });
  }

  for (const [name, from, to] of disguises) {
    test(`do not end in ${name}`, async () => {
      const { events, skips } = await readText(first.replace(from, to) + second);
      assert.equal(events, both);
      assert.equal(skips, []);
    });
  }
});

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

  test("a hole of a sparse file cuts what stands before it", async () => {
    const bytes = Buffer.from(`${first}<Event>`);
    const behind = Buffer.from(second);
    let step = 0;
    const source = {
      ...{ path: "sparse", container: "plain" as const, close: () => {} },
      get offset() {
        return [0, 1 << 20, (1 << 20) + behind.length][step] ?? 0;
      },
      read(target: Uint8Array) {
        const piece = [bytes, behind][step];
        if (piece === undefined) return 0;
        step += 1;
        target.set(piece);
        return piece.length;
      },
    };
    const reading = await readAll([source]);
    assert.equal(reading.events, both);
    assert.equal(skipped(reading), [
      `${first.length}-${bytes.length}: an event that is not finished`,
      `${bytes.length}-1048576: a hole of zero bytes in a sparse file`,
    ]);
  });

  test("half a character at the end of UTF-16 is told", async () => {
    const { events, skips } = await readText(Buffer.concat([Buffer.from(first, "utf16le"), Buffer.of(0x3c)]));
    assert.is(events.length, 1);
    assert.equal(skipped({ skips }), [`${2 * first.length}-${2 * first.length + 1}: half a character`]);
  });
});

describe("files that hold no events", (test) => {
  test("an empty file, and a document without events, are a notice", async () => {
    assert.equal((await readText("")).notices, ["memory: empty file, no events"]);
    assert.equal((await readText("<Events></Events>")).notices, ["memory: no events"]);
  });

  test("what is neither XML nor JSON is an error that names the cure", async () => {
    const { fails } = await readText("utmp\0\0\0 no event");
    assert.match(fails[0]?.message ?? "", /memory: holds no events of Windows \(expected XML of events.*wevtutil/);
  });
});
